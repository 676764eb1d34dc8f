import { expect } from 'vitest'
import { passed, put, suite } from '../reports.ts'
import { startWorld } from '../run-tms.ts'
import { type Moment, startProxy } from './counting-proxy.ts'
import { bin, start } from './run-process.ts'

const cases = 100
const batchSize = 5

/** Kills an upload at each of these batches, resumes it each time, and counts what the server accepted. */
export async function killRounds(kills: readonly { batch: number; moment: Moment }[]): Promise<void> {
  const world = await startWorld()
  await world.server.seed({ cases, seed: 5 })
  const projects = JSON.parse((await world.tms('projects list --json')).stdout) as {
    id: string
    human_id_prefix: string
  }[]
  const { id: project, human_id_prefix } = projects.at(-1) as { id: string; human_id_prefix: string }
  const { stdout } = await world.tms(`run create --title Killed --project ${project}`)
  put(world, 'a.xml', suite(...Array.from({ length: cases }, (_, index) => passed(`${human_id_prefix}-${index + 1}`))))
  const proxy = await startProxy(await world.server.listen({ port: 0 }))
  const env = {
    TESTSIGMA_API_KEY: world.server.apiKey,
    TESTSIGMA_BASE_URL: `${proxy.origin}/api/v1`,
    TESTSIGMA_PROJECT: project,
  }
  const upload = [
    'results',
    'upload',
    'a.xml',
    '--run',
    stdout.trim(),
    '--user',
    'jane.doe@example.com',
    '--batch-size',
    String(batchSize),
    '--resume',
    'journal',
    '--rate',
    '1000',
  ]
  for (const kill of kills) {
    const { child, ended } = start(process.execPath, [bin, ...upload], world.folder, env)
    proxy.onBatch = (batch, moment) => {
      if (batch !== kill.batch || moment !== kill.moment) return undefined
      child.kill('SIGKILL')
      return 'drop'
    }
    expect(await ended).toMatchObject({ signal: 'SIGKILL' })
  }
  proxy.onBatch = () => undefined
  const last = await start(process.execPath, [bin, ...upload], world.folder, env).ended
  expect(last, last.stdout + last.stderr).toMatchObject({ code: 0 })
  expect(last.stdout).toContain(`${cases} of ${cases} results recorded`)
  expect(new Set(proxy.given).size).toBe(cases)
  expect(proxy.given).toHaveLength(cases)
}
