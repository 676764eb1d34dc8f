import type { Scrub } from './scrub.ts'

/** A part of a form that was sent: a text, or a file by its name. */
export interface FormPart {
  readonly name: string
  readonly value?: string
  readonly filename?: string
}

/** What was sent: JSON, the parts of a form, or nothing. */
export type SentBody = string | readonly FormPart[] | undefined

/** A part of a form, with its content. */
export interface FormPartContent extends FormPart {
  readonly type?: string
  /** Of a file. */
  readonly bytes?: (reading: Reading) => Promise<Uint8Array>
}

/** What holds while files are read. */
export interface Reading {
  /** Waits no longer than the call goes on. */
  wait<T>(content: Promise<T>): Promise<T>
  /** Ends the call. */
  readonly signal: AbortSignal | undefined
  readonly scrub: Scrub
}

/** A body that was read to its end. */
export interface Encoded {
  readonly bytes: Uint8Array | undefined
  /** Of a form, with the boundary. */
  readonly contentType?: string | undefined
}

/**
 * Writes a form as bytes. `FormData` would leave that to `fetch`, and each implementation knows no `FormData` but its
 * own: others are sent as the text `[object FormData]`.
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

/** As browsers do. */
function escapeName(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22')
}
