import { createReadStream } from 'node:fs'
import { open, readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { createGunzip } from 'node:zlib'
import { readEntry } from './har.ts'
import { entryTexts } from './har-entries.ts'
import type { ReadAttachment } from './har-message.ts'
import { asUnreadable, type RecordedItem, Unreadable } from './recorded.ts'
import { isRecording, MOST_BYTES, readDocument } from './recorded-document.ts'
import { filesInZip, type ZippedFile } from './zip.ts'

/**
 * Reads a recording or a folder of them: HAR files (also zipped, or with bodies in separate files, as written by
 * Playwright), JSON reports of Newman, and exchanges as JSON. HAR files are read entry by entry. A file that cannot be
 * read is reported, and the others are still read.
 *
 * @throws {Unreadable} when there is nothing to read
 */
export async function* readRecordings(path: string): AsyncGenerator<RecordedItem> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new Unreadable(`${path} does not exist. Name a HAR file, or a folder of recordings.`)
  if (!found.isDirectory()) return yield* orUnreadable(path, readFileOf(path, path))

  const visible = await filesBelow(path)
  const recordings = visible.filter((file) => /\.(har|har\.gz|json|zip)$/i.test(file))
  if (recordings.length === 0)
    throw new Unreadable(`${path} contains no recording. Expected HAR files, or exchanges as JSON.`)
  yield* readFolder(path, recordings)
  for (const file of visible.filter((each) => !recordings.includes(each))) {
    yield { kind: 'other file', file: relative(path, file) }
  }
}

/** All files below a folder that are not hidden, including links to files. */
async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files: string[] = []
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name)
    const isFile = entry.isFile() || (entry.isSymbolicLink() && (await stat(file).catch(() => undefined))?.isFile())
    if (isFile && !isHidden(relative(path, file))) files.push(file)
  }
  return files.sort()
}

/** `.DS_Store`, `.git`, and what macOS adds to archives. */
function isHidden(file: string): boolean {
  return file.split(/[/\\]/).some((part) => part.startsWith('.') || part === '__MACOSX')
}

/** Reads HAR files first: they refer to other files that contain their bodies. */
async function* readFolder(path: string, recordings: readonly string[]): AsyncGenerator<RecordedItem> {
  const attached = new Set<string>()
  const isHar = (file: string) => /\.(har|har\.gz|zip)$/i.test(file)
  for (const file of recordings.filter(isHar)) {
    const name = relative(path, file)
    yield* orUnreadable(name, readFileOf(file, name, attached))
  }
  for (const file of recordings.filter((each) => !isHar(each) && !attached.has(each))) {
    const name = relative(path, file)
    yield* orUnreadable(name, readFileOf(file, name, attached))
  }
}

/** Yields an error as the last item, so that what was read before it is kept. */
async function* orUnreadable(name: string, items: AsyncIterable<RecordedItem>): AsyncGenerator<RecordedItem> {
  try {
    yield* items
  } catch (error) {
    yield { kind: 'unreadable', reason: asUnreadable(error, name).message }
  }
}

/** @param attached files of a folder that are bodies of others; absent if a single file was given */
async function* readFileOf(file: string, name: string, attached?: Set<string>): AsyncGenerator<RecordedItem> {
  const start = await firstBytes(file)
  const beside = attachmentsBeside(file, name)
  const onAttachment = (attachment: string) => attached?.add(join(dirname(file), attachment))
  if (start === '') throw new Unreadable(`${name} is empty.`)
  if (start.startsWith('PK')) return yield* readZip(file, name)
  if (start.startsWith('\u001f\u008b')) {
    return yield* readHar(createReadStream(file).pipe(createGunzip()), name, beside, onAttachment)
  }
  if (/^(\u00ef\u00bb\u00bf)?\s*\{\s*"log"\s*:/.test(start)) {
    return yield* readHar(createReadStream(file), name, beside, onAttachment)
  }
  const content = await readWhole(file, name)
  // Skips other JSON files in a folder, such as `package.json`.
  if (attached && !isRecording(content)) return yield { kind: 'other file', file: name }
  yield* readDocument(content, name, (entries) => readHar(entries, name, beside, onAttachment))
}

function attachmentsBeside(file: string, name: string): ReadAttachment {
  return (attachment) =>
    readFile(join(dirname(file), plainName(attachment, name))).catch(() => {
      throw new Unreadable(`${name} refers to a body in ${attachment}, which is not beside it.`)
    })
}

/** Reads zipped recordings; the archive may contain the bodies of its HAR files. */
async function* readZip(file: string, name: string): AsyncGenerator<RecordedItem> {
  const files = (await filesInZip(file, name)).filter((each) => !isHidden(each.name))
  const hars = files.filter((each) => /\.har$/i.test(each.name))
  const attached = new Set<string>()
  for (const har of hars) {
    const folder = har.name.slice(0, har.name.lastIndexOf('/') + 1)
    const read: ReadAttachment = async (attachment) => {
      const found = files.find((each) => each.name === folder + plainName(attachment, name))
      if (found) return contentOf(found)
      throw new Unreadable(`${name} does not contain ${attachment}, which the HAR file in it refers to.`)
    }
    yield* readHar(har.chunks(), `${name}: ${har.name}`, read, (attachment) => attached.add(folder + attachment))
  }
  const documents = files.filter((each) => each.name.endsWith('.json') && !attached.has(each.name))
  for (const each of documents) {
    const own = `${name}: ${each.name}`
    const content = parseJson(await contentOf(each), own)
    if (isRecording(content)) yield* readDocument(content, own, (entries) => readHar(entries, own, noAttachments(own)))
  }
  if (hars.length + documents.length === 0) throw new Unreadable(`${name} contains no HAR file.`)
}

function noAttachments(name: string): ReadAttachment {
  return async (attachment) => {
    throw new Unreadable(`${name} refers to ${attachment}; expected the body itself.`)
  }
}

async function* readHar(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  attachment: ReadAttachment,
  onAttachment: (name: string) => void = () => {},
): AsyncGenerator<RecordedItem> {
  let number = 0
  for await (const text of entryTexts(chunks, name)) {
    for (const [, file = ''] of text.matchAll(/"_file"\s*:\s*"([^"\\]+)"/g)) onAttachment(file)
    yield readEntry(text, `${name}, entry ${++number}`, attachment)
  }
  if (number === 0) yield { kind: 'empty', file: name }
}

async function readWhole(file: string, name: string): Promise<unknown> {
  const { size } = await stat(file)
  if (size > MOST_BYTES)
    throw new Unreadable(`${name} has more than ${MOST_BYTES} bytes and does not begin as a HAR file.`)
  return parseJson(await readFile(file), name)
}

/** Parses UTF-8, or UTF-16 with a byte order mark, as written by Windows. */
function parseJson(bytes: Uint8Array, name: string): unknown {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return JSON.parse(new TextDecoder(encoding).decode(bytes))
  } catch {
    throw new Unreadable(`${name} is not valid JSON. Expected a HAR file, or one exchange as JSON.`)
  }
}

async function firstBytes(file: string): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(200), 0, 200, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** Attachments must be next to the HAR file, never elsewhere. */
function plainName(attachment: string, name: string): string {
  if (typeof attachment === 'string' && /^[^/\\]+$/.test(attachment) && attachment !== '..') return attachment
  throw new Unreadable(`${name} refers to ${JSON.stringify(attachment)}; expected a file beside it.`)
}

async function contentOf({ name, chunks }: ZippedFile): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks()) {
    size += chunk.length
    if (size > MOST_BYTES) throw new Unreadable(`${name} has more than ${MOST_BYTES} bytes.`)
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}
