import type { Exchange, Message } from '@testsigma-tms/spec/conformance'
import type { Har, HarContent, HarEntry, HarMessage, HarRequest, HarResponse, Pair } from './har-format.ts'
import { type ReadAttachment, requestMessage, responseMessage } from './har-message.ts'
import { asUnreadable, type RecordedItem } from './recorded.ts'

/** Reads an entry of a HAR file. */
export function readEntry(text: string, origin: string, attachment: ReadAttachment): RecordedItem {
  const entry = parsed(text)
  const { request, response } = entry ?? {}
  const { method, url } = request ?? {}
  if (typeof method !== 'string' || typeof url !== 'string' || !URL.canParse(url) || typeof response !== 'object') {
    const expected = 'expected "request" with "method" and an absolute "url", and "response"'
    return { kind: 'unreadable', reason: `${origin}: ${expected}.` }
  }
  const status = Number(response?.status ?? 0)
  const read = () =>
    exchangeOf(request as HarRequest, response as HarResponse, origin, attachment).catch((error) => {
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
