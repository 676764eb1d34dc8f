import { ConnectionError, TimeoutError, type Transport } from '@testsigma-tms/client'
import { connectionProblem } from './outage.ts'
import type { Reader } from './routes.ts'

/** How many operations have to respond with 404 before the address counts as wrong. */
const MOST_TRIES = 3

/**
 * Makes sure that there is the API behind an address, and that it takes the key.
 * @throws {Error} with the reason when not
 */
export async function probe(transport: Transport, baseUrl: string, readers: readonly Reader[]): Promise<void> {
  const doors = readers.filter(({ operation }) => !operation.path.includes('{')).slice(0, MOST_TRIES)
  const responses: string[] = []
  for (const { name, operation } of doors) {
    const response = await transport(`${baseUrl}${operation.path}`).catch((error) => {
      const isUnreachable = error instanceof ConnectionError || error instanceof TimeoutError
      throw isUnreachable ? new Error(connectionProblem(error, baseUrl)) : error
    })
    const problem = await problemOf(response, name)
    if (problem === undefined) return
    responses.push(problem)
  }
  if (responses.every((text) => / with 5\d\d$/.test(text))) {
    throw new Error(
      `Outage: ${responses.join('; ')}. That says nothing about the contract; run it again when it is back.`,
    )
  }
  throw new Error(`No Test Management API at ${baseUrl}: ${responses.join('; ')}. Expected an address with /api/v1.`)
}

/** What keeps a response from being one of this API; a refused key and a page for people end all tries. */
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
    throw new Error(`${name} responds with ${type} in place of JSON: --base-url leads to something else than the API.`)
  }
  const body: unknown = await response.json().catch(() => undefined)
  const hasData = typeof body === 'object' && body !== null && 'data' in body
  return hasData ? undefined : `${name} responds with ${status} without "data"`
}

function originOf(location: string | null): string {
  return URL.parse(location ?? '')?.origin ?? 'elsewhere'
}
