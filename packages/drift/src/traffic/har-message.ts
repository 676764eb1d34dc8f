import type { Message } from '@testsigma-tms/spec/conformance'
import type { HarContent, HarPart, HarRequest, HarResponse, Pair } from './har-format.ts'
import { Unreadable } from './recorded.ts'

/** Reads a file beside the HAR file that a body was put into; Playwright does that. */
export type ReadAttachment = (name: string) => Promise<Uint8Array>

export async function requestMessage(
  request: HarRequest,
  origin: string,
  attachment: ReadAttachment,
): Promise<Message> {
  const { postData, bodySize } = request
  const headers = headersFrom(request.headers)
  if (postData === undefined) {
    if (bodySize > 0 || sentLength(headers) > 0)
      throw new Unreadable(`${origin}: the body of the request was not recorded.`)
    return { headers, body: undefined }
  }
  if (!headers.has('content-type') && postData.mimeType) headers.set('content-type', postData.mimeType)
  if (postData._file !== undefined) return { headers, body: await attachment(postData._file) }
  if (postData.text) return { headers, body: bytesOf(postData) }
  if (postData.params?.length) return rebuilt(headers, postData.params)
  if (sentLength(headers) > 0) throw new Unreadable(`${origin}: the body of the request was not recorded.`)
  return { headers, body: undefined }
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

export async function responseMessage(
  { status, headers, content, bodySize }: HarResponse,
  origin: string,
  attachment: ReadAttachment,
): Promise<Message> {
  const own = headersFrom(headers ?? [])
  if (content?._file !== undefined) return { headers: own, body: await attachment(content._file) }
  const isRecorded = content?.text !== undefined && (content.text !== '' || sentLength(own) === 0)
  if (isRecorded) return { headers: own, body: bytesOf(content) }
  // What a redirect has in its body, no client reads.
  if (status >= 300 && status < 400) return { headers: own, body: undefined }
  const isEmpty = [204, 205].includes(status) || content?.size === 0 || bodySize === 0
  if (isEmpty && sentLength(own) === 0) return { headers: own, body: undefined }
  throw new Unreadable(`${origin}: the body of the response was not recorded; export the HAR file with content.`)
}

/** What `Content-Length` says; a body that has one is not empty because a tool left it out. */
function sentLength(headers: Headers): number {
  return Number(headers.get('content-length') ?? 0)
}

function bytesOf({ text = '', encoding }: HarContent): Uint8Array {
  return encoding === 'base64' ? Buffer.from(text, 'base64') : new TextEncoder().encode(text)
}

/** Browsers record the pseudo-headers of HTTP/2, and several values of a header as lines. */
export function headersFrom(pairs: readonly Pair[] | undefined): Headers {
  const headers = new Headers()
  for (const { name, value } of pairs ?? []) {
    if (!name.startsWith(':')) headers.append(name, value.replaceAll(/\s*[\r\n]+\s*/g, ', '))
  }
  return headers
}
