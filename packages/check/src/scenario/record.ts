import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Comparison, recordingFetch } from '@testsigma-tms/drift/traffic'
import type { ProfileName } from '@testsigma-tms/server'
import type { Exchange } from '@testsigma-tms/spec/conformance'
import { type MutatedRequest, mutationsOf } from './mutate.ts'
import { runScenario } from './scenario.ts'

/** Base URL of the local server during the recording; no port is opened. */
export const ADDRESS = 'http://127.0.0.1:4010/api/v1'

/** High enough never to be reached: the rate limit headers are sent, but no request is refused. */
const RATE_LIMIT = 1_000_000

export interface Recording {
  readonly exchanges: readonly Exchange[]
  /** Why the scenario did not finish. */
  readonly failure: string | undefined
}

/** Runs the scenario on the server of the repository at `root`, then sends mutations of each of its requests. */
export async function recordServer(root: string, profile: ProfileName, comparison: Comparison): Promise<Recording> {
  const { createServer } = await importFrom<typeof import('@testsigma-tms/server')>(root, 'server')
  const { createClient } = await importFrom<typeof import('@testsigma-tms/client')>(root, 'client')
  const server = await createServer({ profile, rateLimit: RATE_LIMIT, faults: true })
  const exchanges: Exchange[] = []
  const fetch = recordingFetch(server.fetch, (exchange) => void exchanges.push(exchange))
  try {
    const options = { apiKey: server.apiKey, baseUrl: ADDRESS, fetch, rateLimit: false, retry: false } as const
    const failure = await runScenario(createClient(options)).then(
      () => undefined,
      (error: Error) => error.message,
    )
    for (const { url, init } of mutatedRequests(exchanges, comparison)) await fetch(url, init)
    return { exchanges, failure }
  } finally {
    await server.close()
  }
}

/** Imports a package of the checked repository, which may differ from the one that contains this file. */
function importFrom<Module>(root: string, name: string): Promise<Module> {
  return import(pathToFileURL(resolve(root, 'packages', name, 'src/index.ts')).href)
}

/** Mutations of the first successful request of each operation and content type. */
function mutatedRequests(exchanges: readonly Exchange[], comparison: Comparison): MutatedRequest[] {
  const seen = new Set<string>()
  return exchanges.flatMap((exchange) => {
    const operation = comparison.operationOf(exchange)
    const [type = ''] = (exchange.request.headers.get('content-type') ?? '').split(';')
    const name = `${operation?.id} ${type}`
    if (operation === undefined || exchange.response.status >= 300 || seen.has(name)) return []
    seen.add(name)
    return mutationsOf(operation, exchange)
  })
}
