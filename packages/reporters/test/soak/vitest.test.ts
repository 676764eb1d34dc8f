import { expect, it } from 'vitest'
import { resultsOf, runsCalled, startApi } from '../api.ts'
import { startVitest } from '../run.ts'

it('two shards share one run, in which each case is once', async () => {
  const api = await startApi('observed')
  const env = { ...api.env, TESTSIGMA_RUN_KEY: 'build 12' }
  const shards = [1, 2].map((shard) => startVitest(['run', `--shard=${shard}/2`, '--passWithNoTests'], env))
  const ended = await Promise.all(shards.map((shard) => shard.ended))

  expect(ended.map(({ output }) => output).join()).toMatch(/Testsigma: 4 results are in the run/)
  const runs = await runsCalled(api.tms, 'build 12')
  expect(runs).toHaveLength(1)
  expect(await resultsOf(api.tms, String(runs[0]?.id))).toMatchObject({ 'DEMO-1': 'passed', 'DEMO-2': 'failed' })
})

it('watching files makes no run', async () => {
  const api = await startApi()
  const { process, output } = startVitest(['watch'], { ...api.env, TESTSIGMA_RUN_KEY: '1' })
  await expect.poll(output, { timeout: 60_000 }).toMatch(/Watching for file changes/)
  process.kill()

  expect(await runsCalled(api.tms, 'Vitest')).toEqual([])
  expect(output()).not.toMatch(/Testsigma/)
})
