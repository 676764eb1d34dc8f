import { createReadStream } from 'node:fs'
import { open, readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { isExchangeFile, readExchangeFile } from './exchange-file.ts'
import { readEntry } from './har.ts'
import { entryTexts } from './har-entries.ts'
import type { ReadAttachment } from './har-message.ts'
import { isNewmanReport, readNewman } from './newman.ts'
import { type RecordedItem, Unreadable } from './recorded.ts'
import { filesInZip, type ZippedFile } from './zip.ts'

/** The most bytes of a file that is read in one piece. */
const MOST_BYTES = 256 * 1024 * 1024

/**
 * What a recording holds, or a folder of them: HAR files, also zipped or with bodies in files beside them as Playwright
 * writes them, JSON reports of Newman, and exchanges as JSON. HAR files are read entry by entry.
 *
 * @throws {Unreadable} when a file cannot be read
 */
export async function* readRecordings(path: string): AsyncGenerator<RecordedItem> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new Unreadable(`${path} does not exist. Name a HAR file, or a folder of recordings.`)
  if (!found.isDirectory()) return yield* readFileOf(path, path)

  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const visible = files.filter((file) => !basename(file).startsWith('.')).sort()
  const recordings = visible.filter((file) => /\.(har|json|zip)$/i.test(file))
  if (recordings.length === 0)
    throw new Unreadable(`${path} holds no recording. Expected HAR files, or exchanges as JSON.`)
  yield* readFolder(path, recordings)
  for (const file of visible.filter((each) => !recordings.includes(each))) {
    yield { kind: 'other file', file: relative(path, file) }
  }
}

/** HAR files first: they say which of the others are bodies of theirs. */
async function* readFolder(path: string, recordings: readonly string[]): AsyncGenerator<RecordedItem> {
  const attached = new Set<string>()
  const isHar = (file: string) => /\.(har|zip)$/i.test(file)
  for (const file of recordings.filter(isHar)) yield* readFileOf(file, relative(path, file), attached)
  for (const file of recordings.filter((each) => !isHar(each) && !attached.has(each))) {
    yield* readFileOf(file, relative(path, file))
  }
}

async function* readFileOf(file: string, name: string, attached = new Set<string>()): AsyncGenerator<RecordedItem> {
  const start = await firstBytes(file)
  if (start.startsWith('PK\u0003\u0004')) return yield* readZip(file, name)
  if (/^(\u00ef\u00bb\u00bf)?\s*\{\s*"log"\s*:/.test(start)) {
    const place = (attachment: string) => join(dirname(file), plainName(attachment, name))
    const onAttachment = (attachment: string) => attached.add(join(dirname(file), attachment))
    return yield* readHar(createReadStream(file), name, (attachment) => readFile(place(attachment)), onAttachment)
  }
  yield* readWhole(file, name)
}

/** A zipped HAR file with its bodies. */
async function* readZip(file: string, name: string): AsyncGenerator<RecordedItem> {
  const files = await filesInZip(file)
  const hars = files.filter((each) => each.name.endsWith('.har'))
  if (hars.length === 0) throw new Unreadable(`${name} holds no HAR file.`)
  const read: ReadAttachment = async (attachment) => {
    const found = files.find((each) => each.name === plainName(attachment, name))
    if (found === undefined) throw new Unreadable(`${name} holds no ${attachment}, which the HAR file in it refers to.`)
    return contentOf(found)
  }
  for (const har of hars) yield* readHar(har.chunks(), `${name}: ${har.name}`, read)
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
  if (number === 0) throw new Unreadable(`${name} holds no exchange: "log.entries" is empty.`)
}

async function* readWhole(file: string, name: string): AsyncGenerator<RecordedItem> {
  const { size } = await stat(file)
  if (size > MOST_BYTES)
    throw new Unreadable(`${name} has more than ${MOST_BYTES} bytes and does not begin as a HAR file.`)
  const content = parse(await readFile(file, 'utf8'), name)
  if (isExchangeFile(content)) return yield readExchangeFile(content, name)
  if (isNewmanReport(content)) return yield* readNewman(content, name)
  const { log } = (content ?? {}) as { readonly log?: { readonly entries?: unknown } }
  if (!Array.isArray(log?.entries)) throw new Unreadable(`${name} is no HAR file: expected "log" with "entries".`)
  // A HAR file in which `log` is not the first thing.
  yield* readHar(once(Buffer.from(JSON.stringify({ log: { entries: log.entries } }))), name, (attachment) =>
    readFile(join(dirname(file), plainName(attachment, name))),
  )
}

async function* once(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
  yield chunk
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new Unreadable(`${name} is no JSON. Expected a HAR file, or one exchange as JSON.`)
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

/** A body is in a file beside the HAR file, never elsewhere. */
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
