/** Fast versions of the tests in `soak/`, which use the packed package; these use the sources. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { createServer } from '@testsigma-tms/server'
import { rolldown } from 'rolldown'
import { expect, it } from 'vitest'
import { programOutcome } from './program-outcome.ts'
import { MOST_BYTES } from './soak/limits.ts'

const PACKAGE = resolve(import.meta.dirname, '..')
const manifest = JSON.parse(await readFile(resolve(PACKAGE, 'package.json'), 'utf8'))

it('publishes the entry points that the workspace has, and depends only on openapi-fetch', () => {
  expect(Object.keys(manifest.publishConfig.exports)).toEqual(Object.keys(manifest.exports))
  expect(Object.keys(manifest.dependencies)).toEqual(['openapi-fetch'])
})

it(`is ${MOST_BYTES} bytes at most, with every method and openapi-fetch`, async () => {
  const bundle = await rolldown({ input: resolve(PACKAGE, 'test/soak/consumer/only-client.js'), platform: 'browser' })
  const { output } = await bundle.generate({ minify: true })

  const bytes = gzipSync(output[0].code, { level: 9 }).length

  expect(bytes).toBeGreaterThan(2_600) // The size of openapi-fetch alone; a smaller bundle would lack something.
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES)
})

it('runs a typical program', async () => {
  const server = await createServer({ faults: true })
  const baseUrl = `${await server.listen({ port: 0 })}/api/v1`
  const env = { ...process.env, TESTSIGMA_BASE_URL: baseUrl, TESTSIGMA_API_KEY: server.apiKey }
  const { stdout } = await promisify(execFile)(process.execPath, ['test/soak/consumer/main.js'], { cwd: PACKAGE, env })
  await server.close()

  expect(JSON.parse(stdout)).toEqual(programOutcome)
})
