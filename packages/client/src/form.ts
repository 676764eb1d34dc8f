import type { Scrub } from './scrub.ts'

/** A part of a form that was sent: a text value, or the name of a file. */
export interface FormPart {
  readonly name: string
  readonly value?: string
  readonly filename?: string
}

/** The body that was sent: JSON, the parts of a form, or none. */
export type SentBody = string | readonly FormPart[] | undefined

/** A part of a form, with its content. */
export interface FormPartContent extends FormPart {
  readonly type?: string
  /** Reads the content of a file. */
  readonly bytes?: (reading: Reading) => Promise<Uint8Array>
}

/** What reading files depends on. */
export interface Reading {
  /** Waits for content, but no longer than the call may take. */
  wait<T>(content: Promise<T>): Promise<T>
  /** Aborts the call. */
  readonly signal: AbortSignal | undefined
  readonly scrub: Scrub
}

/** A body that was read completely. */
export interface Encoded {
  readonly bytes: Uint8Array | undefined
  /** Media type of a form, with its boundary. */
  readonly contentType?: string | undefined
}

/**
 * Encodes a form as bytes. `fetch` could encode a `FormData`, but each implementation accepts only its own class: it
 * sends any other as the string `[object FormData]`.
 */
export async function encodeForm(parts: readonly FormPartContent[], reading: Reading): Promise<Encoded> {
  const boundary = `----testsigma-tms-${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`
  const text = new TextEncoder()
  const chunks: Uint8Array[] = []
  for (const part of parts) {
    chunks.push(text.encode(`--${boundary}\r\n${headOf(part)}\r\n\r\n`))
    chunks.push(part.bytes ? await part.bytes(reading) : text.encode(part.value))
    chunks.push(text.encode('\r\n'))
  }
  chunks.push(text.encode(`--${boundary}--\r\n`))
  return { contentType: `multipart/form-data; boundary=${boundary}`, bytes: joinBytes(chunks) }
}

export function joinBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let position = 0
  for (const chunk of chunks) {
    bytes.set(chunk, position)
    position += chunk.length
  }
  return bytes
}

function headOf({ name, filename, type }: FormPartContent): string {
  const disposition = `Content-Disposition: form-data; name="${escapeName(name)}"`
  if (filename === undefined) return disposition
  return `${disposition}; filename="${escapeName(filename)}"\r\nContent-Type: ${type || 'application/octet-stream'}`
}

/** Escapes as browsers do. */
function escapeName(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22')
}
