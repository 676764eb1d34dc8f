import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Repository } from '../repository.ts'

let repository: Repository

beforeEach(async () => {
  repository = await Repository.copy('spec')
})

afterEach(() => repository.remove())

/** As the command does on a developer's machine, with the gate that needs no tools. */
const check = () => repository.report('examples', { useCache: true })

const CACHED = /^examples +stale +clean +cached +\d+ examples, \d+ payloads$/m
const CHECKED = /^examples +stale +clean +[\d.]+ s +\d+ examples, \d+ payloads$/m
const PAYLOAD = 'spec/evidence/observed/listUsers.response.json'

describe('a clean gate', () => {
  it('is not checked again while nothing has changed, except on request and in CI', async () => {
    const local = (...options: string[]) => repository.checkIn({ CI: undefined }, '--only', 'examples', ...options)
    const first = await local()
    const second = await local()
    const asked = await local('--no-cache')
    const inCi = await repository.checkIn({ CI: 'true' }, '--only', 'examples')

    expect(first.stdout).toMatch(CHECKED)
    expect(second.stdout).toMatch(CACHED)
    expect(asked.stdout).toMatch(CHECKED)
    expect(inCi.stdout).toMatch(CHECKED)
    expect([first, second, asked, inCi].map(({ code }) => code)).toEqual([0, 0, 0, 0])
  })

  it('is checked again only after a change of something that it reads', async () => {
    const changes = {
      'a file that it reads': () => repository.edit(PAYLOAD, 'Jane', 'Joan'),
      'a new file that git does not know': () => repository.write('spec/shared/new.yaml', '{}'),
      'a file in the root': () => repository.edit('package.json', '"MIT"', '"ISC"'),
      'what is installed': async () => {
        await repository.ownTools()
        await repository.edit('node_modules/.pnpm/lock.yaml', 'ajv', 'avj')
      },
      'a file that is gone': () => repository.delete('spec/score.ts'),
    }
    await check()
    for (const [what, change] of Object.entries(changes)) {
      await change()
      expect((await check()).stdout, what).toMatch(CHECKED)
    }
    await repository.write('packages/elsewhere/README.md', 'new')
    expect((await check()).stdout).toMatch(CACHED)
  })
})

it('findings are never cached, and the clean result before them stays cached', async () => {
  await check()
  await repository.edit(PAYLOAD, '"first_name": "Jane"', '"first_name": 1')
  const broken = await check()
  const again = await check()
  await repository.edit(PAYLOAD, '"first_name": 1', '"first_name": "Jane"')
  const fixed = await check()

  expect([broken.code, again.code, fixed.code]).toEqual([1, 1, 0])
  expect(again.stdout).toContain(`${PAYLOAD}:`)
  expect(fixed.stdout).toMatch(CACHED)
})

it('a result is not cached if files changed while the gate was running', async () => {
  const touchesAnotherFile =
    "import { appendFileSync, writeFileSync } from 'node:fs'\nappendFileSync('../../log.txt', 'x')\n"
  await repository.write('packages/made/src/generated/made.txt', 'made')
  await repository.write('packages/made/package.json', '{ "scripts": { "generate": "node generate.mjs" } }')
  await repository.write(
    'packages/made/generate.mjs',
    `${touchesAnotherFile}writeFileSync(\`\${process.argv[3]}/made.txt\`, 'made')`,
  )
  const generated = () => repository.checkIn({ CI: undefined }, '--only', 'generated')
  await generated()
  const second = await generated()
  await repository.edit('packages/made/generate.mjs', "appendFileSync('../../log.txt', 'x')", '')
  await generated()
  const fourth = await generated()

  expect(second.stdout).toMatch(/^generated +stale +clean +[\d.]+ s +1 files$/m)
  expect(fourth.stdout).toMatch(/^generated +stale +clean +cached +1 files$/m)
})

/** The package.json of every package. */
async function manifests(): Promise<string[]> {
  const folders = await readdir(resolve(import.meta.dirname, '../../..'))
  return folders.map((folder) => `packages/${folder}/package.json`)
}

it.each([
  ['lint,bundle,examples', ['spec']],
  ['wire', ['spec', '.changeset']],
  ['types', ['spec', '.changeset', 'packages/types', 'packages/client']],
])('gates read nothing but what they declare: %s', async (names, folders) => {
  // Changesets refer to packages of the workspace, so every package.json is read for them.
  const partial = await Repository.copy(...folders, ...(await manifests()))
  const { code, stdout } = await partial.report(names)
  await partial.remove()

  expect(stdout.match(/ clean /g)).toHaveLength(names.split(',').length)
  expect(code).toBe(0)
})

it('a broken cache is ignored', async () => {
  await check()
  await repository.write('node_modules/.cache/tms-check/examples.json', '{')

  expect((await check()).stdout).toMatch(CHECKED)
})
