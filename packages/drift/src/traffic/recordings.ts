import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Exchange } from '@testsigma-tms/spec/conformance'
import { readHar } from './har.ts'
import { type Recorded, Unreadable } from './recorded.ts'

/** Everything that a HAR file or a folder of recordings holds. @throws {Unreadable} when any file cannot be read */
export async function readRecordings(path: string): Promise<Recorded[]> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new Unreadable(`${path} does not exist. Name a HAR file, or a folder of recordings.`)
  if (!found.isDirectory()) return readFileOf(path, path)

  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  if (files.length === 0) throw new Unreadable(`${path} holds no file. Expected HAR files, or exchanges as JSON.`)
  const recorded = await Promise.all(files.sort().map((file) => readFileOf(file, relative(path, file))))
  return recorded.flat()
}

async function readFileOf(file: string, name: string): Promise<Recorded[]> {
  const content = parse(await readFile(file, 'utf8'), name)
  return isExchange(content) ? [readExchange(content, name)] : readHar(content, name)
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Unreadable(`${name} is no JSON. Expected a HAR file, or one exchange as JSON.`)
  }
}

/** One exchange in a file of its own. A body is JSON, or a text. */
interface ExchangeFile {
  readonly request: FileMessage & { readonly method: string; readonly url: string }
  readonly response: FileMessage & { readonly status: number }
}

interface FileMessage {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

function isExchange(content: unknown): content is ExchangeFile {
  const { request, response } = (content ?? {}) as Partial<ExchangeFile>
  return typeof request?.method === 'string' && URL.canParse(request.url) && typeof response?.status === 'number'
}

function readExchange({ request, response }: ExchangeFile, origin: string): Recorded {
  const { method, url } = request
  const exchange: Exchange = {
    request: { method, url, ...messageOf(request) },
    response: { status: response.status, ...messageOf(response) },
  }
  return { origin, method, url, read: async () => exchange }
}

function messageOf({ headers = {}, body }: FileMessage) {
  const own = new Headers(headers)
  if (body !== undefined && !own.has('content-type')) own.set('content-type', 'application/json')
  const text = typeof body === 'string' && !/json/.test(own.get('content-type') ?? '') ? body : JSON.stringify(body)
  return { headers: own, body: body === undefined ? undefined : new TextEncoder().encode(text) }
}
