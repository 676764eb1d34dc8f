import { ConnectionError, TimeoutError, type Transport } from '@testsigma-tms/client'
import { connectionProblem } from './outage.ts'
import type { Reader } from './routes.ts'

/** Number of operations that must respond with 404 before the base URL counts as wrong. */
const MOST_TRIES = 3

/**
 * Checks that the base URL leads to the API, and that the API accepts the key.
 * @throws {Error} with the reason otherwise
 */
export async function probe(transport: Transport, baseUrl: string, readers: readonly Reader[]): Promise<void> {
  const candidates = readers.filter(({ operation }) => !operation.path.includes('{')).slice(0, MOST_TRIES)
  const responses: string[] = []
  for (const { name, operation } of candidates) {
    const response = await transport(`${baseUrl}${operation.path}`).catch((error) => {
      const isUnreachable = error instanceof ConnectionError || error instanceof TimeoutError
      throw isUnreachable ? new Error(connectionProblem(error, baseUrl)) : error
    })
    const problem = await problemOf(response, name)
    if (problem === undefined) return
    responses.push(problem)
  }
  if (responses.every((text) => / with 429$/.test(text))) {
    throw new Error(
      `The API refuses further requests: ${responses[0]}. Is the key also used elsewhere? Run it again later.`,
    )
  }
  if (responses.every((text) => / with 5\d\d$/.test(text))) {
    throw new Error(
      `Outage: ${responses.join('; ')}. That says nothing about the contract; run it again when it is available.`,
    )
  }
  throw new Error(`No Test Management API at ${baseUrl}: ${responses.join('; ')}. Expected an address with /api/v1.`)
}

/** Why a response is not one of this API. A refused key and an HTML page throw immediately. */
async function problemOf(response: Response, name: string): Promise<string | undefined> {
  const { status, headers } = response
  const type = headers.get('content-type')?.split(';')[0] ?? 'no content type'
  if (status === 401 || status === 403) {
    throw new Error(
      `The API refuses the key: ${name} responds with ${status}. The key is wrong, has expired or was revoked.`,
    )
  }
  if (status >= 300 && status < 400) return `${name} responds with ${status} to ${originOf(headers.get('location'))}`
  if (!response.ok) return `${name} responds with ${status}`
  if (!/[/+]json$/.test(type)) {
    throw new Error(`${name} responds with ${type} instead of JSON: --base-url leads to something other than the API.`)
  }
  const body: unknown = await response.json().catch(() => undefined)
  const hasData = typeof body === 'object' && body !== null && 'data' in body
  return hasData ? undefined : `${name} responds with ${status} without "data"`
}

function originOf(location: string | null): string {
  return URL.parse(location ?? '')?.origin ?? 'elsewhere'
}
