import type { paths } from '@testsigma-tms/types'
import createClient, { type Client, createQuerySerializer, defaultPathSerializer } from 'openapi-fetch'
import type { Transport } from './transport.ts'

/** The plain openapi-fetch client over the transport. */
export type HttpClient = Client<paths>

export function createHttp(baseUrl: string, transport: Transport): HttpClient {
  return createClient<paths>({ baseUrl, fetch: transport })
}

const serializeQuery = createQuerySerializer()

export function buildUrl(
  baseUrl: string,
  path: string,
  pathValues: Readonly<Record<string, unknown>>,
  query: Readonly<Record<string, unknown>>,
): string {
  const search = serializeQuery(query)
  return baseUrl + defaultPathSerializer(path, pathValues) + (search && `?${search}`)
}
