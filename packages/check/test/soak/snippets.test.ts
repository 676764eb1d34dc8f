import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Repository } from '../repository.ts'

let repository: Repository

beforeEach(async () => {
  repository = await Repository.copy()
})

afterEach(() => repository.remove())

const SOAK_SAMPLES = 'packages/docs/test/soak/samples.test.ts'
const SAMPLES = 'packages/docs/src/generated/samples/listUsers'

it('reports file and line of every broken snippet, and of every one that no test runs', async () => {
  await repository.edit('README.md', 'tms.users.list()', 'tms.users.lst()')
  await repository.edit('packages/client/README.md', "from '@testsigma-tms/client'", "from '@testsigma-tms/clients'")
  await repository.edit(`${SAMPLES}/fetch.js`, 'await fetch(', 'await fetch((')
  await repository.edit(`${SAMPLES}/requests.py`, 'import requests', 'import requests, requests requests')
  await repository.edit(`${SAMPLES}/curl.sh`, "'", '"')
  await repository.write('CONTRIBUTING.md', '- In a list:\n\n  ```ts\n  const name: string = 1\n  ```\n')
  await repository.write('SECURITY.md', '```fortran\nEND\n```\n\n```\nplain\n```\n\n```json\n{\n  "a": 1,\n}\n```\n')
  await repository.write(`${SAMPLES}/sample.f90`, 'END\n')
  // The tests of one package are skipped; the other package excludes the file, and has a global setup that builds
  // something.
  const tests = await repository.read(SOAK_SAMPLES)
  await repository.write(SOAK_SAMPLES, tests.replace(/describe\.each(?=.*'every )/, 'describe.skip.each'))
  await repository.write(
    'packages/client/vitest.config.ts',
    "export default { test: { exclude: ['**/readme.test.ts'], globalSetup: 'no-such-file.ts' } }",
  )
  const { code, stdout } = await repository.check('--only', 'snippets')

  expect(stdout).toMatch(/^CONTRIBUTING\.md:4 .*\n.*\n.*'number' is not assignable to type 'string'/m)
  expect(stdout).toMatch(/^SECURITY\.md:2 .*\n.*a language of the list .*\n.*"fortran"/m)
  expect(stdout).toMatch(/^SECURITY\.md:6 .*\n.*a language of the list .*\n.*a block that names no language/m)
  expect(stdout).toMatch(/^SECURITY\.md:12 .*\n.*code that node parses/m)
  expect(stdout).toMatch(/samples\/listUsers\/sample\.f90:1 .*\n.*a language of the list/)
  expect(stdout).toMatch(
    new RegExp(`^README\\.md:${await lineOf('tms.users.lst()')} .*\\n.*\\n.*Property 'lst' does not exist`, 'm'),
  )
  expect(stdout).toContain("Cannot find module '@testsigma-tms/clients'")
  expect(stdout).toMatch(/samples\/listUsers\/fetch\.js:\d+ .*\n.*JavaScript that parses/)
  expect(stdout).toMatch(/samples\/listUsers\/requests\.py:\d+ .*\n.*code that python3 parses/)
  expect(stdout).toMatch(/samples\/listUsers\/curl\.sh:\d+ .*\n.*code that bash parses/)
  expect(stdout).toMatch(/samples\/listUsers\/curl\.sh:1 .*\n.*a test in packages\/docs\/test\/soak\/samples\.test\.ts/)
  expect(stdout).toMatch(/^packages\/client\/README\.md:\d+ .*\n.*a test in packages\/client\/test\/readme\.test\.ts/m)
  expect(code).toBe(1)
})

it('cannot check when a test file does not load', async () => {
  await repository.edit('packages/client/test/readme.test.ts', "from 'vitest'", "from 'vitests'")
  const { code, stdout } = await repository.check('--only', 'snippets')

  expect(stdout).toMatch(/could not check .*vitest list .*packages\/client\/test\/readme\.test\.ts/)
  expect(code).toBe(2)
})

it('reports the missing tool, does not cache the result, and fails in CI', async () => {
  const tools = await mkdtemp(join(tmpdir(), 'tms-tools-'))
  for (const tool of ['sh', 'dirname', 'sed', 'uname', 'cat']) await symlink(`/usr/bin/${tool}`, join(tools, tool))
  const check = (CI?: string) => repository.checkIn({ CI, PATH: tools }, '--only', 'snippets')
  const alone = await check()
  const inCi = await check('true')
  await rm(tools, { recursive: true })

  expect(alone.stdout).toMatch(/^snippets +stale +clean +[\d.]+ s .*\(not compared: bash and python3 not found\)$/m)
  expect(alone.code).toBe(0)
  await expect(repository.read('node_modules/.cache/tms-check/snippets.json')).rejects.toThrow('ENOENT')
  expect(inCi.stdout).toMatch(/^snippets +stale +could not check +[\d.]+ s +bash and python3 not found$/m)
  expect(inCi.code).toBe(2)
})

/** The line of the root README that contains a text. */
async function lineOf(text: string): Promise<number> {
  return 1 + (await repository.read('README.md')).split('\n').findIndex((line) => line.includes(text))
}
