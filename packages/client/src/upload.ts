import { describe } from './describe.ts'
import { TestsigmaError, TimeoutError, UsageError } from './errors.ts'
import { type FormPartContent, joinBytes, type Reading } from './form.ts'
import { scrubCause } from './scrub.ts'
import { type Limits, raceAbort, watchEnd } from './wait.ts'

/** Most bytes and chunks that are read from a stream, because it could be endless. */
const MOST_BYTES = 1_000_000_000
const MOST_CHUNKS = 1_000_000
/** Most consecutive empty chunks: endless ones would block the event loop. */
const MOST_EMPTY_CHUNKS = 1_000

/** A stream, and the name to give the file. It is read once, before the request is sent. */
export interface NamedStream {
  readonly name: string
  /** Media type. @default application/octet-stream */
  readonly type?: string | undefined
  readonly stream: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>
}

/** What can be sent as a file: a `Blob` or `File`, bytes such as a `Buffer`, or a stream with a name. */
export type Upload = Blob | ArrayBuffer | ArrayBufferView | NamedStream

/**
 * Reads an upload as a part of a form; `undefined` for values that cannot be sent as a file. Bytes are copied, so that
 * later changes to them have no effect.
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

/** Longest wait, in milliseconds, for a chunk of a stream that is read outside a call. */
const LONGEST_SILENCE = 60_000

/** For files that are read before a call. The message of a stream's error may contain a secret, and is not quoted. */
export const BEFORE_CALL: Reading = {
  wait: (content) => awaitContent(content, { signal: undefined, deadline: LONGEST_SILENCE }),
  signal: undefined,
  scrub: () => 'its source failed',
}

/**
 * Waits for a part of the content to be sent.
 * @throws {TimeoutError} when the deadline passes first
 */
export async function awaitContent<T>(content: Promise<T>, limits: Limits): Promise<T> {
  const watch = watchEnd(limits)
  try {
    return await raceAbort(content, watch.signal)
  } catch (error) {
    if (!watch.isLate()) throw error
    throw new TimeoutError(
      `The next part of the content did not arrive within ${limits.deadline} ms; nothing was sent.`,
    )
  } finally {
    watch.release()
  }
}

/**
 * @param what names the content in messages
 * @throws {UsageError} for content that cannot be read; secrets are removed from the reason
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

/** The media type is written into the form, where a line break would start another header. */
function requireMediaType(name: string, type: unknown): string {
  if (typeof type === 'string' && /^[\x20-\x7e]*$/.test(type)) return type
  throw new UsageError(`The "type" of "${name}" must be a media type such as "text/xml", got ${describe(type)}.`)
}

/** Not checked with `instanceof`, because test environments such as jsdom have a class of their own. */
function isBlob(value: unknown): value is Blob & { readonly name?: unknown } {
  const { size, type, slice } = Object(value)
  return typeof size === 'number' && typeof type === 'string' && typeof slice === 'function'
}

/** Returns a copy. */
function bytesOf(value: unknown): Uint8Array | undefined {
  try {
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice()
    const isBuffer = Object.prototype.toString.call(value) === '[object ArrayBuffer]'
    return isBuffer ? new Uint8Array(value as ArrayBuffer).slice() : undefined
  } catch {
    throw new UsageError('The bytes of a file are no longer available: their ArrayBuffer was transferred. Pass a copy.')
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
  // Older versions of jsdom have no `arrayBuffer()`.
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
        const most = `${MOST_BYTES} bytes, ${MOST_CHUNKS} chunks or ${MOST_EMPTY_CHUNKS} empty chunks in a row`
        throw new UsageError(`The stream of "${name}" has more than ${most}.`)
      }
    }
  } catch (error) {
    // The failure of `cancel()` is ignored; a stream that never ends must not delay the error.
    Promise.resolve(cancel()).catch(() => {})
    throw error
  }
  if (size === 0)
    throw new UsageError(`The stream of "${name}" contains no bytes: it is empty, or has already been read.`)
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
