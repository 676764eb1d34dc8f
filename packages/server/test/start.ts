import { inject, onTestFinished } from 'vitest'
import { createServer, type ProfileName, type Server, type ServerOptions } from '../src/index.ts'
import { expectConforming } from './contract.ts'
import { newDatabase } from './database.ts'

export { temporaryFolder } from './temporary-folder.ts'

export interface TestResponse {
  status: number
  headers: Headers
  body: unknown
}

export interface Started {
  server: Server
  /** Sends a request with the server's key to `/api/v1` + path; `init` overrides. */
  call: (method: string, path: string, init?: RequestInit) => Promise<TestResponse>
}

/**
 * Starts a server that is closed after the test: by default in the profile of the vitest project, without a rate limit,
 * and with new data in its database.
 */
export async function start(options: ServerOptions = {}): Promise<Started> {
  const { profile = inject('profile') } = options
  const rateLimit = options.profile ? {} : { rateLimit: 0 }
  const server = await createServer({ profile, ...rateLimit, ...(await freshData(options)), ...options })
  onTestFinished(() => server.close())
  return { server, call: caller('http://tms.test', server.apiKey, server.fetch, profile) }
}

/** Sends requests, and checks that every response conforms to the contract. */
export function caller(
  origin: string,
  apiKey: string,
  fetch = globalThis.fetch,
  profile: ProfileName = inject('profile'),
): Started['call'] {
  return async (method, path, init) => {
    const url = new URL(path.startsWith('/api/v1') ? path : `/api/v1${path}`, origin)
    // `fetch` sets the content type of a form, with its boundary.
    const type = init?.body instanceof FormData ? {} : { 'Content-Type': 'application/json' }
    const headers = { Authorization: `Bearer ${apiKey}`, ...type }
    const request = new Request(url, { method, headers, ...init })
    const response = await fetch(request.clone())
    await expectConforming(profile, request, response.clone())
    const body: unknown = await response.json()
    return { status: response.status, headers: response.headers, body }
  }
}

async function freshData({ data, database }: ServerOptions): Promise<ServerOptions> {
  const isGiven = data !== undefined || database !== undefined
  return isGiven || inject('database') === 'sqlite' ? {} : (await newDatabase()).options
}

export const demo = {
  project: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
  otherProject: 'a91f3c2d-7b64-4e18-9f02-5c8a1d6e4b73',
  run: '7b2f9c14-58a1-4d2e-9f3a-6c1e8d40a2b9',
  cases: ['9ac271b6-4e89-4c93-8c75-2d625efa0b2d', '1c4a6347-dec5-4f8e-8b6c-cda33c37c9ce'],
  users: [
    '5f9a82b6-4e79-4162-9da6-7a3c2e5f4183',
    '6a0b93c7-5f80-4273-8eb7-8b4d3f6a5294',
    'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4',
    '05782b39-7a2c-4e91-9d6b-8f1340c2ab5e',
  ],
} as const

export const assignPath = `/projects/${demo.project}/test_runs/${demo.run}/assign_user`

export function assignment(user_id: string, test_case_id: string = demo.cases[0]): RequestInit {
  return { body: JSON.stringify({ user_id, test_case_id }) }
}
