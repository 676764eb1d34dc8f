import type { paths } from '@testsigma-tms/types'
import createClient, { type Client } from 'openapi-fetch'
import type { Transport } from './transport.ts'

/** The plain openapi-fetch client over the transport. */
export type HttpClient = Client<paths>

export function createHttp(baseUrl: string, transport: Transport): HttpClient {
  return createClient<paths>({ baseUrl, fetch: transport })
}
