import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { matchTests, parseReport } from '@testsigma-tms/junit'
import { expect, it } from 'vitest'
import { project_id, resultsOf, runsCalled, startApi, temporaryFolder } from '../api.ts'
import { startVitest } from '../run.ts'

const ids = ['DEMO-1', 'DEMO-2', 'DEMO-3', 'DEMO-4']

it('two shards share one run, in which each case occurs once', async () => {
  const api = await startApi('observed')
  const env = { ...api.env, TESTSIGMA_RUN_KEY: 'build 12' }
  const shards = [1, 2].map((shard) => startVitest(['run', `--shard=${shard}/2`, '--passWithNoTests'], env))
  const ended = await Promise.all(shards.map((shard) => shard.ended))

  expect(ended.map(({ output }) => output).join()).toMatch(/Testsigma: 4 results are in the run/)
  const runs = await runsCalled(api.tms, 'build 12')
  expect(runs).toHaveLength(1)
  expect(await resultsOf(api.tms, String(runs[0]?.id))).toMatchObject({ 'DEMO-1': 'passed', 'DEMO-2': 'failed' })
})

it('an aborted runner leaves a file with the results that it has not sent', async () => {
  const api = await startApi()
  const file = join(temporaryFolder(), 'left.xml')
  const run = await api.tms.testRuns.create({ project_id, title: 'Ended', selection_type: 'DYNAMIC' })
  const env = { ...api.env, TESTSIGMA_RUN_ID: run.id, WAIT: '1' }
  const { process, output, ended } = startVitest(['run'], env, { interval: 3_600_000, file })
  await expect.poll(output, { timeout: 60_000 }).toMatch(/waiting/)
  // Vitest reports finished tests in batches.
  await new Promise((resolve) => setTimeout(resolve, 500))
  process.kill('SIGINT')
  await ended

  expect(output()).toMatch(/5 TEST RESULTS COULD NOT BE RECORDED\.\nThe runner was ended before they were sent\./)
  const { matched } = matchTests(
    parseReport(readFileSync(file, 'utf8')),
    ids.map((human_id) => ({ human_id, title: '' })),
  )
  expect(matched.map(({ cases }) => cases[0]?.human_id).sort()).toEqual(ids)
})

it('watch mode creates no run', async () => {
  const api = await startApi()
  const { process, output } = startVitest(['watch'], { ...api.env, TESTSIGMA_RUN_KEY: '1' })
  await expect.poll(output, { timeout: 60_000 }).toMatch(/Watching for file changes/)
  process.kill()

  expect(await runsCalled(api.tms, 'Vitest')).toEqual([])
  expect(output()).not.toMatch(/Testsigma/)
})
