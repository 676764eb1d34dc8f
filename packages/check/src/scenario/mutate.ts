import type { Exchange } from '@testsigma-tms/spec/conformance'
import type { Operation } from '@testsigma-tms/spec/contract'

/** The arguments of `fetch` for a request. */
export interface MutatedRequest {
  readonly url: string
  readonly init: RequestInit
}

/**
 * All mutations of a successful request that lead to other declared statuses: without the key, with a fault, with
 * invalid input, and unchanged after its entities were deleted.
 */
export function mutationsOf(operation: Operation, { request }: Exchange): MutatedRequest[] {
  const { method, url } = request
  const headers = new Headers(request.headers)
  const body = request.body === undefined ? null : new Uint8Array(request.body)
  const whole = { method, headers, body }
  const wrongInputs = [...wrongQueries(operation, url), ...(body === null ? [] : [url])]
  return [
    { url, init: { ...whole, headers: without(headers, 'authorization') } },
    { url, init: { ...whole, headers: withFault(headers) } },
    ...wrongInputs.map((place) => ({ url: place, init: { ...whole, ...(body && wrongBody(headers)) } })),
    ...(body === null ? [] : [{ url, init: { ...whole, ...unreadableBody(headers) } }]),
    ...(operation.path.includes('{') ? [{ url, init: whole }] : []),
  ]
}

function without(headers: Headers, name: string): Headers {
  const rest = new Headers(headers)
  rest.delete(name)
  return rest
}

function withFault(headers: Headers): Headers {
  const more = new Headers(headers)
  more.set('x-tms-fault', '500')
  return more
}

/** All paging parameters are positive integers. */
function wrongQueries({ parameters }: Operation, url: string): string[] {
  const numbers = parameters.filter(({ name }) => /^(page_size|size|page)$/.test(name))
  const [first] = numbers
  if (first === undefined) return []
  const mutated = new URL(url)
  mutated.searchParams.set(first.name, '0')
  return [mutated.href]
}

function wrongBody(headers: Headers): RequestInit {
  if (!isForm(headers)) return { headers, body: '{"no such field":1}' }
  const form = new FormData()
  form.append('no such part', 'x')
  return { headers: without(headers, 'content-type'), body: form }
}

function unreadableBody(headers: Headers): RequestInit {
  return { headers, body: isForm(headers) ? 'no part' : '{' }
}

function isForm(headers: Headers): boolean {
  return headers.get('content-type')?.startsWith('multipart/') ?? false
}
