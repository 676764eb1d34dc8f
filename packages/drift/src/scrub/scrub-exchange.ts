import { type Exchange, type Message, mediaTypeOf, readBody } from '@testsigma-tms/spec/conformance'
import type { Json } from '@testsigma-tms/spec/contract'
import type { Scrubber } from './scrubber.ts'

/** Headers that describe the API and contain no personal data. */
const HARMLESS = /^(x-tms-api-(limit|remaining|reset)|retry-after)$/

/** Headers that identify a request. */
const REQUEST_IDS = ['x-request-id', 'x-tms-api-request-id']

/** Removes keys and personal data from an exchange. `baseUrl` replaces the address of the API. */
export async function scrubExchange(scrubber: Scrubber, exchange: Exchange, baseUrl: string): Promise<Exchange> {
  const { method, url } = exchange.request
  return {
    request: { method, url: scrubber.url(url, baseUrl), ...(await scrubMessage(scrubber, exchange.request)) },
    response: { status: exchange.response.status, ...(await scrubMessage(scrubber, exchange.response)) },
  }
}

async function scrubMessage(scrubber: Scrubber, message: Message): Promise<Message> {
  const numbers = [...message.headers].filter(([name, value]) => HARMLESS.test(name) && /^\d{1,13}$/.test(value))
  const headers = new Headers(numbers)
  const contentType = message.headers.get('content-type')
  if (contentType !== null) headers.set('content-type', scrubber.mediaType(contentType))
  for (const name of REQUEST_IDS) {
    const requestId = message.headers.get(name)
    if (requestId !== null) headers.set(name, scrubber.id(requestId))
  }
  const type = mediaTypeOf(message)
  if (message.body === undefined || message.body.length === 0) return { headers, body: message.body }
  const value = await readBody(message, type)
  if (type === 'multipart/form-data' && value !== undefined) return scrubForm(scrubber, message, headers)
  if (value === undefined || !/json$/.test(type)) return { headers, body: bytes('scrubbed') }
  return { headers, body: bytes(JSON.stringify(scrubber.value(value))) }
}

/** Scrubs JSON fields as JSON. Files keep only their field names. */
async function scrubForm(scrubber: Scrubber, { body, headers }: Message, kept: Headers): Promise<Message> {
  const type = headers.get('content-type') ?? ''
  const form = await new Response(new Uint8Array(body ?? []), { headers: { 'content-type': type } }).formData()
  const scrubbed = new FormData()
  for (const [name, part] of form) {
    if (typeof part === 'string') scrubbed.append(scrubber.key(name), scrubText(scrubber, part))
    else scrubbed.append(scrubber.key(name), new Blob(['scrubbed'], { type: scrubber.mediaType(part.type) }), 'file')
  }
  const encoded = new Request('http://form', { method: 'POST', body: scrubbed })
  kept.set('content-type', encoded.headers.get('content-type') ?? '')
  return { headers: kept, body: await encoded.bytes() }
}

function scrubText(scrubber: Scrubber, text: string): string {
  try {
    return JSON.stringify(scrubber.value(JSON.parse(text) as Json))
  } catch {
    return String(scrubber.value(text))
  }
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
