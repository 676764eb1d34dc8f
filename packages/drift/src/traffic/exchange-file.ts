import type { Exchange } from '@testsigma-tms/spec/conformance'
import type { Recorded } from './recorded.ts'

/** A file with a single exchange. Its bodies are JSON or strings. */
interface ExchangeFile {
  readonly request: FileMessage & { readonly method: string; readonly url: string }
  readonly response: FileMessage & { readonly status: number }
}

interface FileMessage {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export function isExchangeFile(content: unknown): content is ExchangeFile {
  const { request, response } = (content ?? {}) as Partial<ExchangeFile>
  return typeof request?.method === 'string' && URL.canParse(request.url) && typeof response?.status === 'number'
}

export function readExchangeFile({ request, response }: ExchangeFile, origin: string): Recorded {
  const { method, url } = request
  const { status } = response
  const exchange: Exchange = {
    request: { method, url, ...messageOf(request) },
    response: { status, ...messageOf(response) },
  }
  return { kind: 'exchange', origin, method, url, status, read: async () => exchange }
}

function messageOf({ headers = {}, body }: FileMessage) {
  const own = new Headers(headers)
  if (body !== undefined && !own.has('content-type')) own.set('content-type', 'application/json')
  const text = typeof body === 'string' && !/json/.test(own.get('content-type') ?? '') ? body : JSON.stringify(body)
  return { headers: own, body: body === undefined ? undefined : new TextEncoder().encode(text) }
}
