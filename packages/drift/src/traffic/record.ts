import type { Exchange, Message } from '@testsigma-tms/spec/conformance'

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** Wraps `fetch` to report every exchange as sent over the wire, before the caller gets the response. */
export function recordingFetch(fetch: Fetch, onExchange: (exchange: Exchange) => void | Promise<void>): Fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const sent = await messageOf(request.clone())
    const response = await fetch(request)
    const { method, url } = request
    const received = { status: response.status, ...(await messageOf(response.clone())) }
    await onExchange({ request: { method, url, ...sent }, response: received })
    return response
  }
}

async function messageOf(message: Request | Response): Promise<Message> {
  return { headers: message.headers, body: message.body === null ? undefined : await message.bytes() }
}
