import { UsageError } from './errors.ts'
import { type FormPartContent, joinBytes } from './form.ts'

/** The most that is read of a stream, which could be endless. */
const MOST_BYTES = 1_000_000_000

/** A stream, and the name of the file that it makes. It is read once, before the request is sent. */
export interface NamedStream {
  readonly name: string
  /** Media type. @default application/octet-stream */
  readonly type?: string | undefined
  readonly stream: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>
}

/** What can be sent as a file: a `Blob` or `File`, bytes such as a `Buffer`, or a stream with a name. */
export type Upload = Blob | ArrayBuffer | ArrayBufferView | NamedStream

/** The part of a form that an upload makes; `undefined` for what cannot be sent as a file. */
export function readUpload(name: string, value: unknown): FormPartContent | undefined {
  if (isBlob(value)) {
    const filename = typeof value.name === 'string' ? value.name : 'blob'
    return { name, filename, type: value.type, bytes: () => readBlob(value) }
  }
  const bytes = bytesOf(value)
  if (bytes) return { name, filename: 'blob', bytes: async () => bytes }
  if (isNamedStream(value)) {
    return { name, filename: value.name, type: value.type ?? '', bytes: () => readStream(name, value) }
  }
  return undefined
}

/** Not by class: test environments such as jsdom have one of their own. */
function isBlob(value: unknown): value is Blob & { readonly name?: unknown } {
  const { size, type, slice } = Object(value)
  return typeof size === 'number' && typeof type === 'string' && typeof slice === 'function'
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]'
    ? new Uint8Array(value as ArrayBuffer)
    : undefined
}

function isNamedStream(value: unknown): value is NamedStream {
  const { name, stream } = Object(value)
  const isStream = typeof stream?.getReader === 'function' || typeof stream?.[Symbol.asyncIterator] === 'function'
  return typeof name === 'string' && isStream
}

interface BlobReader {
  result: unknown
  error: unknown
  onload: () => void
  onerror: () => void
  readAsArrayBuffer(blob: Blob): void
}

async function readBlob(blob: Blob): Promise<Uint8Array> {
  if (typeof blob.arrayBuffer === 'function') return new Uint8Array(await blob.arrayBuffer())
  // Blobs of older jsdom can be read no other way.
  const { FileReader } = globalThis as unknown as { FileReader: new () => BlobReader }
  const reader = new FileReader()
  await new Promise<void>((resolve, reject) => {
    reader.onload = resolve
    reader.onerror = () => reject(reader.error)
    reader.readAsArrayBuffer(blob)
  })
  return new Uint8Array(reader.result as ArrayBuffer)
}

async function readStream(name: string, { stream }: NamedStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunksOf(stream)) {
    const bytes = bytesOf(chunk)
    if (!bytes) throw new UsageError(`The stream of "${name}" must consist of bytes, got a ${typeof chunk}.`)
    size += bytes.length
    if (size > MOST_BYTES) throw new UsageError(`The stream of "${name}" has more than ${MOST_BYTES} bytes.`)
    chunks.push(bytes)
  }
  return joinBytes(chunks)
}

async function* chunksOf(stream: NamedStream['stream']): AsyncGenerator<unknown> {
  if (Symbol.asyncIterator in stream) return yield* stream as AsyncIterable<unknown>
  const reader = (stream as ReadableStream<Uint8Array>).getReader()
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) yield chunk.value
}
