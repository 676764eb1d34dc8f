import { METHODS } from 'node:http'
import type { Exchange, Message } from '@testsigma-tms/spec/conformance'
import { isObject } from '@testsigma-tms/spec/contract'
import type { Har, HarContent, HarEntry, HarMessage, HarRequest, HarResponse, Pair } from './har-format.ts'
import { type ReadAttachment, requestMessage, responseMessage } from './har-message.ts'
import { asUnreadable, type RecordedItem } from './recorded.ts'

/** Reads an entry of a HAR file. */
export function readEntry(text: string, origin: string, attachment: ReadAttachment): RecordedItem {
  const entry = parsed(text)
  const problem = problemIn(entry)
  if (problem !== undefined) return { kind: 'unreadable', reason: `${origin}: ${problem}.` }
  const { request, response, _fromCache } = entry as HarEntry
  const { method, url } = request
  // Like a 304, a response from a cache may have no body.
  const isCached = _fromCache !== undefined && !response.content?.text
  const status = isCached ? 304 : Number(response.status ?? 0)
  const read = () =>
    exchangeOf(request, response, origin, attachment).catch((error) => {
      throw asUnreadable(error, origin)
    })
  return { kind: 'exchange', origin, method, url, status, read }
}

/** Some tools write `null` for missing fields. */
function parsed(text: string): Partial<HarEntry> | undefined {
  try {
    return JSON.parse(text, (_name, value) => value ?? undefined)
  } catch {
    return undefined
  }
}

/** The first deviation of an entry from the HAR format; undefined if there is none. */
function problemIn(entry: Partial<HarEntry> | undefined): string | undefined {
  const { request, response } = entry ?? {}
  if (!isObject(request) || !isObject(response) || typeof request.url !== 'string' || !URL.canParse(request.url)) {
    return 'expected "request" with "method" and an absolute "url", and "response"'
  }
  if (!METHODS.includes(String(request.method).toUpperCase())) return 'expected a method of HTTP in "method"'
  const status = Number(response.status ?? 0)
  if (!Number.isInteger(status) || status > 599) return 'expected a number from 100 to 599 in "status"'
  if (![request, response].every(({ headers }) => headers === undefined || isListOfPairs(headers))) {
    return 'expected a list of {"name", "value"} in "headers"'
  }
  const bodies = [request.postData, response.content]
  if (!bodies.every((body) => body === undefined || isContent(body))) {
    return 'expected an object with a string in "text" as "postData" and as "content"'
  }
  return undefined
}

function isListOfPairs(headers: unknown): boolean {
  return Array.isArray(headers) && headers.every((pair) => isObject(pair) && typeof pair.name === 'string')
}

function isContent(body: unknown): boolean {
  return isObject(body) && ['string', 'undefined'].includes(typeof body.text)
}

async function exchangeOf(
  request: HarRequest,
  response: HarResponse,
  origin: string,
  attachment: ReadAttachment,
): Promise<Exchange> {
  const { method, url } = request
  return {
    request: { method, url, ...(await requestMessage(request, origin, attachment)) },
    response: { status: Number(response.status), ...(await responseMessage(response, origin, attachment)) },
  }
}

/** Writes exchanges as a HAR file. They must be scrubbed before. */
export function writeHar(exchanges: readonly Exchange[]): Har {
  return {
    log: { version: '1.2', creator: { name: 'tms-drift', version: '1' }, entries: exchanges.map(writeEntry) },
  }
}

function writeEntry({ request, response }: Exchange): HarEntry {
  const url = new URL(request.url)
  return {
    // Constant, so that the output is reproducible.
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
