import { describe } from './describe.ts'
import { TestsigmaError, TimeoutError, UsageError } from './errors.ts'
import { type FormPartContent, joinBytes, type Reading } from './form.ts'
import { scrubCause } from './scrub.ts'
import { type Limits, raceAbort, watchEnd } from './wait.ts'

/** The most that is read of a stream, which could be endless. */
const MOST_BYTES = 1_000_000_000
const MOST_CHUNKS = 1_000_000
/** One after the other: such a stream would keep everything else from running. */
const MOST_EMPTY_CHUNKS = 1_000

/** A stream, and the name of the file that it makes. It is read once, before the request is sent. */
export interface NamedStream {
  readonly name: string
  /** Media type. @default application/octet-stream */
  readonly type?: string | undefined
  readonly stream: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>
}

/** What can be sent as a file: a `Blob` or `File`, bytes such as a `Buffer`, or a stream with a name. */
export type Upload = Blob | ArrayBuffer | ArrayBufferView | NamedStream

/**
 * The part of a form that an upload makes; `undefined` for what cannot be sent as a file. Bytes are copied, so that what
 * happens to them after the call changes nothing.
 */
export function readUpload(name: string, value: unknown): FormPartContent | undefined {
  try {
    return partOf(name, value)
  } catch (error) {
    throw error instanceof TestsigmaError ? error : new UsageError(`"${name}" cannot be read: it throws.`)
  }
}

function partOf(name: string, value: unknown): FormPartContent | undefined {
  if (isBlob(value)) {
    const filename = typeof value.name === 'string' ? value.name : 'blob'
    const bytes = (reading: Reading) => readAll(`"${name}"`, reading, () => reading.wait(readBlob(value)))
    return { name, filename, type: requireMediaType(name, value.type), bytes }
  }
  const bytes = bytesOf(value)
  if (bytes) return { name, filename: 'blob', bytes: async () => bytes }
  if (isNamedStream(value)) {
    const { name: filename, type = '', stream } = value
    const bytes = (reading: Reading) => readAll(`"${name}"`, reading, () => readStream(name, stream, reading))
    return { name, filename, type: requireMediaType(name, type), bytes }
  }
  return undefined
}

/** Milliseconds that a stream may be silent outside a call. */
const LONGEST_SILENCE = 60_000

/** Holds where a file is read before there is a call. Why a stream failed may hold a secret, and is not repeated. */
export const BEFORE_CALL: Reading = {
  wait: (content) => awaitContent(content, { signal: undefined, deadline: LONGEST_SILENCE }),
  signal: undefined,
  scrub: () => 'its source failed',
}

/**
 * Waits for a part of what is to be sent.
 * @throws {TimeoutError} when the deadline comes first
 */
export async function awaitContent<T>(content: Promise<T>, limits: Limits): Promise<T> {
  const watch = watchEnd(limits)
  try {
    return await raceAbort(content, watch.signal)
  } catch (error) {
    if (!watch.isLate()) throw error
    throw new TimeoutError(`What is to be sent did not go on within ${limits.deadline} ms, and was not sent.`)
  } finally {
    watch.release()
  }
}

/**
 * @param what is read, for messages
 * @throws {UsageError} for content that cannot be read, without the secrets that the reason may hold
 */
export async function readAll(
  what: string,
  { scrub, signal }: Reading,
  read: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  try {
    return await read()
  } catch (error) {
    if (signal?.aborted || error instanceof TestsigmaError) throw error
    const cause = scrubCause(error, scrub)
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UsageError(`${what} cannot be read: ${reason}.`, { cause })
  }
}

/** It is written into the form, where a line break would begin another header. */
function requireMediaType(name: string, type: unknown): string {
  if (typeof type === 'string' && /^[\x20-\x7e]*$/.test(type)) return type
  throw new UsageError(`The "type" of "${name}" must be a media type such as "text/xml", got ${describe(type)}.`)
}

/** Not by class: test environments such as jsdom have one of their own. */
function isBlob(value: unknown): value is Blob & { readonly name?: unknown } {
  const { size, type, slice } = Object(value)
  return typeof size === 'number' && typeof type === 'string' && typeof slice === 'function'
}

/** A copy. */
function bytesOf(value: unknown): Uint8Array | undefined {
  try {
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice()
    const isBuffer = Object.prototype.toString.call(value) === '[object ArrayBuffer]'
    return isBuffer ? new Uint8Array(value as ArrayBuffer).slice() : undefined
  } catch {
    throw new UsageError('The bytes of a file are gone: their ArrayBuffer was transferred. Give a copy of it.')
  }
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

async function readStream(name: string, stream: NamedStream['stream'], { wait }: Reading): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  let empty = 0
  const { next, cancel } = open(stream)
  try {
    for (let chunk = await wait(next()); !chunk.done; chunk = await wait(next())) {
      const bytes = bytesOf(chunk.value)
      if (!bytes) throw new UsageError(`The stream of "${name}" must consist of bytes, got a ${typeof chunk.value}.`)
      size += bytes.length
      empty = bytes.length > 0 ? 0 : empty + 1
      if (size > MOST_BYTES || chunks.push(bytes) > MOST_CHUNKS || empty > MOST_EMPTY_CHUNKS) {
        const most = `${MOST_BYTES} bytes, ${MOST_CHUNKS} pieces or ${MOST_EMPTY_CHUNKS} empty pieces in a row`
        throw new UsageError(`The stream of "${name}" has more than ${most}.`)
      }
    }
  } catch (error) {
    // Nobody waits for a stream that does not come to an end.
    Promise.resolve(cancel()).catch(() => {})
    throw error
  }
  if (size === 0) throw new UsageError(`The stream of "${name}" holds no bytes: it is empty, or was read before.`)
  return joinBytes(chunks)
}

interface OpenStream {
  readonly next: () => Promise<IteratorResult<unknown, unknown>>
  readonly cancel: () => unknown
}

function open(stream: NamedStream['stream']): OpenStream {
  if (Symbol.asyncIterator in stream) {
    const iterator = (stream as AsyncIterable<unknown>)[Symbol.asyncIterator]()
    return { next: async () => iterator.next(), cancel: async () => iterator.return?.() }
  }
  const reader = (stream as ReadableStream<unknown>).getReader()
  return { next: async () => reader.read() as Promise<IteratorResult<unknown>>, cancel: async () => reader.cancel() }
}
