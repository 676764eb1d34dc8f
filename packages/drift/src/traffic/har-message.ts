import { type Message, readBody } from '@testsigma-tms/spec/conformance'
import { decompressed } from './decompressed.ts'
import type { HarContent, HarPart, HarRequest, HarResponse, Pair } from './har-format.ts'
import { Unreadable } from './recorded.ts'

/** Reads a body from a file next to the HAR file, as written by Playwright. */
export type ReadAttachment = (name: string) => Promise<Uint8Array>

export async function requestMessage(
  request: HarRequest,
  origin: string,
  attachment: ReadAttachment,
): Promise<Message> {
  const { postData, bodySize } = request
  const headers = headersFrom(request.headers, origin)
  const type = postData?.mimeType
  if (!headers.has('content-type') && type) headers.set('content-type', type)
  if (postData?._file !== undefined) return { headers, body: await attachment(postData._file) }
  if (postData?.text) return wholeRequest(headers, bytesOf(postData))
  if (postData?.params?.length) return rebuilt(headers, postData.params)
  if (bodySize <= 0 && sentLength(headers) === 0) return { headers, body: undefined }
  return unrecorded(headers, origin)
}

/** Browsers never record the body of a form with files, so a missing one is not an error of the recording. */
function unrecorded(headers: Headers, origin: string): Message {
  if (isForm(headers)) return { headers, body: undefined, isUnrecorded: true }
  throw new Unreadable(`${origin}: the body of the request was not recorded.`)
}

/** Some browsers record a form without its files, which then cannot be read as one. */
async function wholeRequest(headers: Headers, body: Uint8Array): Promise<Message> {
  const isCut = isForm(headers) && body.length < sentLength(headers)
  const isReadable = !isCut || (await readBody({ headers, body }, 'multipart/form-data')) !== undefined
  return isReadable ? { headers, body } : { headers, body: undefined, isUnrecorded: true }
}

function isForm(headers: Headers): boolean {
  return /^multipart\/form-data/i.test(headers.get('content-type') ?? '')
}

/** Rebuilds a form body: HAR may contain its parts instead of its text. */
async function rebuilt(headers: Headers, params: readonly HarPart[]): Promise<Message> {
  const form = isForm(headers) ? new FormData() : new URLSearchParams()
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
  const own = headersFrom(headers, origin)
  // Without recorded headers, the content type is taken from the HAR content.
  if (headers === undefined || headers.length === 0) own.set('content-type', content?.mimeType ?? '')
  if (content?._file !== undefined) return { headers: own, body: await attachment(content._file) }
  const isRecorded = content?.text !== undefined && (content.text !== '' || sentLength(own) === 0)
  if (isRecorded) return { headers: own, body: wholeBody(content, own, origin) }
  // Clients do not read the bodies of redirects.
  if (status >= 300 && status < 400) return { headers: own, body: undefined }
  const isEmpty = [204, 205].includes(status) || content?.size === 0 || bodySize === 0
  if (isEmpty && sentLength(own) === 0) return { headers: own, body: undefined }
  throw new Unreadable(`${origin}: the body of the response was not recorded; export the HAR file with content.`)
}

/** The value of `Content-Length`: a missing body with a length was omitted by the tool, and is not empty. */
function sentLength(headers: Headers): number {
  return Number(headers.get('content-length') ?? 0)
}

function bytesOf({ text = '', encoding }: HarContent): Uint8Array {
  return encoding?.toLowerCase() === 'base64' ? Buffer.from(text, 'base64') : new TextEncoder().encode(text)
}

/** @throws {Unreadable} when the tool truncated the body, as browsers do with large ones */
function wholeBody(content: HarContent & { readonly size: number }, headers: Headers, origin: string): Uint8Array {
  const recorded = bytesOf(content)
  const body = content.encoding ? decompressed(recorded, headers.get('content-encoding') ?? '') : recorded
  const isJson = /[/+]json/.test(headers.get('content-type') ?? '')
  if (isJson && content.size > recorded.length && !isParsable(body)) {
    throw new Unreadable(
      `${origin}: ${recorded.length} of the ${content.size} bytes of the response's body were recorded.`,
    )
  }
  return body
}

function isParsable(body: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder().decode(body))
    return true
  } catch {
    return false
  }
}

/** Browsers record HTTP/2 pseudo-headers, and join several values of a header with line breaks. */
export function headersFrom(pairs: readonly Pair[] | undefined, origin: string): Headers {
  const headers = new Headers()
  for (const { name, value = '' } of pairs ?? []) {
    if (name.startsWith(':')) continue
    try {
      headers.append(name, asBytes(String(value).replaceAll(/\s*[\r\n]+\s*/g, ', ')))
    } catch {
      // The error itself repeats the header, which may be a key.
      throw new Unreadable(
        `${origin}: expected headers of HTTP, got a name or a value with letters that none may have.`,
      )
    }
  }
  return headers
}

/** Headers contain bytes; tools record them decoded as text. */
function asBytes(value: string): string {
  const isText = Array.from(value).some((letter) => (letter.codePointAt(0) ?? 0) > 0xff)
  return isText ? Buffer.from(value).toString('latin1') : value
}
