import type { Exchange, Message } from '@testsigma-tms/spec/conformance'

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** Wraps `fetch` to report every exchange as sent over the wire, before the caller gets the response. */
export function recordingFetch(fetch: Fetch, onExchange: (exchange: Exchange) => void | Promise<void>): Fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const sent = await messageOf(request.clone())
    const response = await fetch(request)
    const { method, url } = request
    const received = { status: response.status, ...(await messageOf(response.clone(), () => response.body?.cancel())) }
    await onExchange({ request: { method, url, ...sent }, response: received })
    return response
  }
}

/** Maximum size of a body in bytes, far larger than any page of this API. */
const MOST_BYTES = 64 * 1024 * 1024

/** @param onTooLong called without awaiting it, because a copied body ends only when both copies are cancelled */
async function messageOf({ headers, body }: Request | Response, onTooLong: () => unknown = () => {}): Promise<Message> {
  if (body === null) return { headers, body: undefined }
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length
    if (size > MOST_BYTES) {
      void reader.cancel()
      onTooLong()
      throw new Error(`a body of more than ${MOST_BYTES / 1024 / 1024} MiB`)
    }
    chunks.push(part.value)
  }
  return { headers, body: Buffer.concat(chunks) }
}
