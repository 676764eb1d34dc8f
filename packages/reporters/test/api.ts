import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type TestsigmaClient } from '@testsigma-tms/client'
import { createServer, type Server } from '@testsigma-tms/server'
import { onTestFinished } from 'vitest'

export const project_id = 'c47ade67-0543-4582-a4a5-b7de447c94f5'
export const profiles = ['documented', 'observed'] as const
export type Profile = (typeof profiles)[number]

export interface Api {
  readonly server: Server
  readonly tms: TestsigmaClient
  /** URL with a port, for other processes. */
  readonly baseUrl: string
  /** Environment variables for other processes. */
  readonly env: Record<string, string>
}

export async function startApi(profile: Profile = 'documented'): Promise<Api> {
  const server = await createServer({ profile, faults: true, rateLimit: 0 })
  onTestFinished(() => server.close())
  const baseUrl = `${await server.listen({ port: 0 })}/api/v1`
  const tms = createClient({ apiKey: server.apiKey, baseUrl, rateLimit: false })
  const env = {
    TESTSIGMA_API_KEY: server.apiKey,
    TESTSIGMA_BASE_URL: baseUrl,
    TESTSIGMA_PROJECT: 'DEMO',
    TESTSIGMA_USER: 'jane.doe@example.com',
  }
  return { server, tms, baseUrl, env }
}

/** Results of a run by human ID, in lower case, because the profiles differ. */
export async function resultsOf(tms: TestsigmaClient, test_run_id: string): Promise<Record<string, string>> {
  const entries = await (await tms.testRuns.listCases({ project_id, test_run_id })).all({ limit: 1_000 })
  const cases = await (await tms.testCases.list({ project_id })).all({ limit: 1_000 })
  const humanIds = new Map(cases.map(({ id, human_id = '' }) => [id, human_id]))
  return Object.fromEntries(
    entries.map(({ id, test_case, status }) => [humanIds.get(test_case?.id ?? id), status.toLowerCase()]),
  )
}

/** Runs that the reporters created. */
export async function runsCalled(tms: TestsigmaClient, part: string): Promise<{ id: string; title: string }[]> {
  const runs = await (await tms.testRuns.list({ project_id })).all({ limit: 1_000 })
  return runs
    .map(({ id, title, name }) => ({ id, title: title ?? name ?? '' }))
    .filter(({ title }) => title.includes(part))
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tms-reporters-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}
