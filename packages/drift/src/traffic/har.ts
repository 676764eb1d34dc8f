import type { Exchange, Message } from '@testsigma-tms/spec/conformance'
import { type Recorded, Unreadable } from './recorded.ts'

/** What is read of an HTTP Archive (HAR 1.2), and written. */
export interface Har {
  readonly log: { readonly version: string; readonly creator: object; readonly entries: readonly HarEntry[] }
}

export interface HarEntry {
  readonly startedDateTime: string
  readonly time: number
  readonly request: HarRequest
  readonly response: HarResponse
  readonly cache: object
  readonly timings: object
}

interface Pair {
  readonly name: string
  readonly value: string
}

interface HarMessage {
  readonly httpVersion: string
  readonly cookies: readonly Pair[]
  readonly headers: readonly Pair[]
  readonly headersSize: number
  readonly bodySize: number
}

interface HarRequest extends HarMessage {
  readonly method: string
  readonly url: string
  readonly queryString: readonly Pair[]
  readonly postData?: HarContent & { readonly params?: readonly HarPart[] }
}

interface HarResponse extends HarMessage {
  readonly status: number
  readonly statusText: string
  readonly redirectURL: string
  readonly content: HarContent & { readonly size: number }
}

interface HarContent {
  readonly mimeType: string
  readonly text?: string
  /** `base64` where the text stands for bytes. HAR has it for answers only; some tools write it for requests too. */
  readonly encoding?: string
}

interface HarPart {
  readonly name: string
  readonly value?: string
  readonly fileName?: string
  readonly contentType?: string
}

/** The exchanges of a HAR file. @throws {Unreadable} when it is none, or an empty one */
export function readHar(har: unknown, file: string): Recorded[] {
  const entries = (har as Partial<Har> | null)?.log?.entries
  if (!Array.isArray(entries)) throw new Unreadable(`${file} is no HAR file: expected "log" with "entries".`)
  if (entries.length === 0) throw new Unreadable(`${file} holds no exchange: "log.entries" is empty.`)
  return entries.map((entry, index) => readEntry(entry, `${file}, entry ${index + 1}`))
}

function readEntry(entry: Partial<HarEntry> | null, origin: string): Recorded {
  const { request, response } = entry ?? {}
  const { method, url } = request ?? {}
  if (typeof method !== 'string' || typeof url !== 'string' || !URL.canParse(url) || response === undefined) {
    throw new Unreadable(`${origin}: expected "request" with "method" and an absolute "url", and "response".`)
  }
  return { origin, method, url, read: () => asExchange(request as HarRequest, response, origin) }
}

async function asExchange(request: HarRequest, response: HarResponse, origin: string): Promise<Exchange> {
  if (!(response.status > 0)) throw new Unreadable(`${origin}: the request has no answer (status ${response.status}).`)
  return {
    request: { method: request.method, url: request.url, ...(await requestMessage(request, origin)) },
    response: { status: response.status, ...answerMessage(response, origin) },
  }
}

async function requestMessage({ headers, postData, bodySize }: HarRequest, origin: string): Promise<Message> {
  const own = headersFrom(headers)
  if (postData === undefined) {
    if (bodySize > 0) throw new Unreadable(`${origin}: the body of the request was not recorded.`)
    return { headers: own, body: undefined }
  }
  if (!own.has('content-type') && postData.mimeType) own.set('content-type', postData.mimeType)
  if (postData.text) return { headers: own, body: bytesOf(postData) }
  if (!postData.params?.length) return { headers: own, body: undefined }
  return rebuilt(own, postData.params)
}

/** HAR may hold the parts of a form in place of its text. */
async function rebuilt(headers: Headers, params: readonly HarPart[]): Promise<Message> {
  const isForm = headers.get('content-type')?.startsWith('multipart/form-data')
  const form = isForm ? new FormData() : new URLSearchParams()
  for (const { name, value = '', fileName, contentType = '' } of params) {
    if (fileName === undefined || !(form instanceof FormData)) form.append(name, value)
    else form.append(name, new Blob([value], { type: contentType }), fileName)
  }
  const encoded = new Response(form)
  headers.set('content-type', encoded.headers.get('content-type') ?? '')
  return { headers, body: await encoded.bytes() }
}

function answerMessage({ status, headers, content, bodySize }: HarResponse, origin: string): Message {
  const own = headersFrom(headers ?? [])
  if (content?.text !== undefined) return { headers: own, body: bytesOf(content) }
  const hasNone = [204, 205, 304].includes(status) || content?.size === 0 || bodySize === 0
  if (hasNone) return { headers: own, body: undefined }
  throw new Unreadable(`${origin}: the body of the answer was not recorded; export the HAR file with content.`)
}

function bytesOf({ text = '', encoding }: HarContent): Uint8Array {
  return encoding === 'base64' ? Buffer.from(text, 'base64') : new TextEncoder().encode(text)
}

/** Browsers record the pseudo-headers of HTTP/2, and several values of a header as lines. */
function headersFrom(pairs: readonly Pair[]): Headers {
  const headers = new Headers()
  for (const { name, value } of pairs) {
    if (!name.startsWith(':')) headers.append(name, value.replaceAll(/\s*[\r\n]+\s*/g, ', '))
  }
  return headers
}

/** A HAR file of exchanges. What must not be written, has to be out of them already. */
export function writeHar(exchanges: readonly Exchange[]): Har {
  return {
    log: { version: '1.2', creator: { name: 'tms-drift', version: '1' }, entries: exchanges.map(writeEntry) },
  }
}

function writeEntry({ request, response }: Exchange): HarEntry {
  const url = new URL(request.url)
  return {
    // No time is the same every time.
    startedDateTime: '1970-01-01T00:00:00.000Z',
    time: 0,
    request: {
      method: request.method,
      url: request.url,
      queryString: pairsOf(url.searchParams),
      ...messageFacts(request),
      ...(request.body === undefined ? {} : { postData: contentOf(request) }),
    },
    response: {
      status: response.status,
      statusText: '',
      redirectURL: '',
      ...messageFacts(response),
      content: { ...contentOf(response), size: response.body?.length ?? 0 },
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
  }
}

function messageFacts({ headers, body }: Message): HarMessage {
  return {
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairsOf(headers),
    headersSize: -1,
    bodySize: body?.length ?? 0,
  }
}

function contentOf({ headers, body }: Message): HarContent {
  const mimeType = headers.get('content-type') ?? ''
  if (body === undefined) return { mimeType }
  const text = Buffer.from(body).toString('utf8')
  if (Buffer.from(text).equals(body)) return { mimeType, text }
  return { mimeType, text: Buffer.from(body).toString('base64'), encoding: 'base64' }
}

function pairsOf(pairs: Iterable<[string, string]>): Pair[] {
  return Array.from(pairs, ([name, value]) => ({ name, value }))
}
