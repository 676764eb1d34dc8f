// Every one of these is assignable to the option `fetch`.
import { createClient, type Fetch } from '@testsigma-tms/client'
import crossFetch from 'cross-fetch'
import nodeFetch2 from 'node-fetch-2'
import nodeFetch3 from 'node-fetch-3'
import * as undici6 from 'undici-6'
import * as undici7 from 'undici-7'
import * as undici8 from 'undici-8'

const fetches: Record<string, Fetch> = {
  global: fetch,
  'undici 6': undici6.fetch,
  'undici 7': undici7.fetch,
  'undici 8': undici8.fetch,
  'node-fetch 2': nodeFetch2,
  'node-fetch 3': nodeFetch3,
  'cross-fetch': crossFetch,
}
export const clients = Object.values(fetches).map((each) => createClient({ apiKey: 'k', fetch: each }))
createClient({ fetch: undici7.fetch })
createClient({ fetch: (url, init) => undici7.fetch(url, { ...init, dispatcher: new undici7.Agent() } as never) })
createClient({ fetch: (url, init) => fetch(url, { ...init, cache: 'no-store' }) })
createClient({ fetch: async (url: string) => new Response(url) })
