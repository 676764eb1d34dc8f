import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

interface Step {
  uses?: string
  run?: string
  with?: Record<string, unknown>
}
interface Workflow {
  permissions?: unknown
  concurrency?: unknown
  jobs: Record<string, { name?: string; 'timeout-minutes'?: number; steps: Step[] }>
}

const directory = join(import.meta.dirname, '../../.github/workflows')
const files = globSync('*.yml', { cwd: directory })

test('there are workflows', () => expect(files).toContain('ci.yml'))

test('every package with soak tests is tested in CI', () => {
  const text = readFileSync(join(directory, 'ci.yml'), 'utf8')
  for (const file of globSync(['*/package.json', 'packages/*/package.json'], { cwd: join(directory, '../..') })) {
    if (!readFileSync(join(directory, '../..', file), 'utf8').includes('"test:soak"')) continue
    expect(text).toContain(file.replace(/^packages\/[^/]+/, 'packages/*'))
  }
})

test('a release runs exact versions of package managers', () => {
  const text = readFileSync(join(directory, 'release.yml'), 'utf8')
  const { packageManager } = JSON.parse(readFileSync(join(directory, '../../package.json'), 'utf8'))
  const used = text.match(/\bp?npm@\S+/g) ?? []
  expect(used.length).toBeGreaterThan(2)
  for (const each of used) expect(each).toMatch(each.startsWith('pnpm') ? packageManager : /^npm@\d+\.\d+\.\d+$/)
})

test('nothing is installed where npm trusts the workflow', () => {
  const { jobs }: Workflow = parse(readFileSync(join(directory, 'release.yml'), 'utf8'))
  const commands = jobs.publish?.steps.flatMap(({ run }) => run ?? []) ?? []
  expect(commands).toContainEqual(expect.stringMatching(/node scripts\/release\.ts --publish$/))
  expect(commands.join('\n')).not.toMatch(/pnpm|install/)
})

test.each(files)('%s: actions are pinned, tokens are not persisted, and every job has a timeout', (file) => {
  const text = readFileSync(join(directory, file), 'utf8')
  const workflow: Workflow = parse(text)
  // The workflow has no write permissions; each job declares its own.
  expect([{}, { contents: 'read' }], 'permissions of the whole workflow').toContainEqual(workflow.permissions)
  expect(workflow.concurrency, 'concurrency').toBeDefined()
  for (const [name, job] of Object.entries(workflow.jobs)) {
    expect(job.name, `name of ${name}`).toBeDefined()
    expect(job['timeout-minutes'], `timeout-minutes of ${name}`).toBeGreaterThan(0)
    for (const { uses, run, with: options } of job.steps) {
      expect(run ?? '', `${name}: an expression in a script is code; pass it as an environment variable`).not.toContain(
        '${{',
      )
      if (!uses) continue
      expect(uses, `${name}: a commit, not a tag`).toMatch(/^[\w./-]+@[0-9a-f]{40}$/)
      expect(text, `${name}: the version as a comment`).toMatch(new RegExp(`${uses} # v\\d+\\.\\d+\\.\\d+\n`))
      if (uses.startsWith('actions/checkout@')) expect(options?.['persist-credentials'], name).toBe(false)
    }
  }
})
