import { type FileHandle, open } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'
import { Unreadable } from './recorded.ts'

/** A file in a ZIP archive. */
export interface ZippedFile {
  readonly name: string
  /** Its content, in chunks. */
  chunks(): AsyncIterable<Uint8Array>
}

/** Maximum size in bytes of an unpacked file. */
const MOST_BYTES = 2 ** 32

/**
 * Lists the files in a ZIP archive; `title` is its name in messages. @throws {Unreadable} when it is not a ZIP archive,
 * or uses a rare feature
 */
export async function filesInZip(path: string, title: string): Promise<ZippedFile[]> {
  const handle = await open(path)
  try {
    const directory = await readDirectory(handle, title)
    return directory.map((entry) => ({ name: entry.name, chunks: () => contentOf(path, title, entry) }))
  } finally {
    await handle.close()
  }
}

interface Entry {
  readonly name: string
  readonly method: number
  readonly size: number
  readonly offset: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50

async function readDirectory(handle: FileHandle, title: string): Promise<Entry[]> {
  const { size } = await handle.stat()
  const tail = await read(handle, Math.max(0, size - 65_557), Math.min(size, 65_557))
  const end = Array.from({ length: Math.max(0, tail.length - 21) }, (_, index) => tail.length - 22 - index).find(
    (index) => tail.readUInt32LE(index) === END,
  )
  if (end === undefined) throw new Unreadable(`${title} is not a ZIP archive.`)
  const [count, length, offset] = [
    tail.readUInt16LE(end + 10),
    tail.readUInt32LE(end + 12),
    tail.readUInt32LE(end + 16),
  ]
  if (offset === 0xffffffff || count === 0xffff) throw new Unreadable(`${title} is too large for a plain ZIP archive.`)
  const directory = await read(handle, offset, length)
  const entries: Entry[] = []
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === CENTRAL; ) {
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ]
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + name),
      method: directory.readUInt16LE(at + 10),
      size: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    })
    at += 46 + name + extra + comment
  }
  return entries.filter((entry) => !entry.name.endsWith('/'))
}

async function* contentOf(
  path: string,
  title: string,
  { name, method, size, offset }: Entry,
): AsyncGenerator<Uint8Array> {
  if (method !== 0 && method !== 8) throw new Unreadable(`${title}: ${name} uses an unsupported compression method.`)
  const handle = await open(path)
  try {
    const header = await read(handle, offset, 30)
    if (header.readUInt32LE(0) !== LOCAL) throw new Unreadable(`${title}: ${name} is not where the archive says.`)
    const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
    const packed = handle.createReadStream({ start, end: start + size - 1, autoClose: false })
    let bytes = 0
    for await (const chunk of method === 0 ? packed : packed.pipe(createInflateRaw())) {
      bytes += chunk.length
      if (bytes > MOST_BYTES) throw new Unreadable(`${title}: ${name} has more than ${MOST_BYTES} bytes.`)
      yield chunk
    }
  } finally {
    await handle.close()
  }
}

async function read(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
