import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { shell } from './process/run-process.ts'
import { failed, newRun, passed, put, suite } from './reports.ts'
import { startWorld } from './run-tms.ts'

const root = resolve(import.meta.dirname, '../../..')
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))

interface Action {
  inputs: Record<string, { default?: string }>
  runs: { steps: { env: Record<string, string>; run: string }[] }
}

const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action
const [spec, job] = parseAllDocuments(readFileSync(join(root, 'templates/upload-results.yml'), 'utf8')).map(
  (document) => document.toJS(),
)

/** `npx` that runs the program of this package, and nothing but the version that was released. */
const npx = `npx() { [ "$1 $2" = "--yes @testsigma-tms/cli@${version}" ] || return 99; shift 2; tms "$@"; }\n`

async function startCi() {
  const world = await startWorld()
  const origin = await world.server.listen({ port: 0 })
  const env = {
    TESTSIGMA_API_KEY: world.server.apiKey,
    TESTSIGMA_BASE_URL: `${origin}/api/v1`,
    TESTSIGMA_USER: 'jane.doe@example.com',
  }
  return { ...world, env }
}

type Ci = Awaited<ReturnType<typeof startCi>>

/** Runs the steps of the action, as GitHub would with these inputs. */
async function runAction({ folder, env }: Ci, inputs: Record<string, string>) {
  const [step] = action.runs.steps
  const values = Object.entries(step?.env ?? {}).map(([name, text]) => {
    const [, input = ''] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text) ?? []
    expect(Object.keys(action.inputs)).toContain(input)
    return [name, inputs[input] ?? action.inputs[input]?.default ?? '']
  })
  const github = {
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
  }
  return shell(npx + (step?.run ?? ''), folder, { ...env, ...github, ...Object.fromEntries(values) })
}

/** Runs the job of the component, as GitLab would with these inputs. */
async function runComponent({ folder, env }: Ci, inputs: Record<string, string>) {
  const filled = (text: string) =>
    text.replaceAll(/\$\[\[ inputs\.(\w+) \]\]/g, (_, name: string) => {
      expect(Object.keys(spec.spec.inputs)).toContain(name)
      return inputs[name] ?? spec.spec.inputs[name].default
    })
  const { script, variables } = job['upload test results']
  const values = Object.fromEntries(
    Object.entries(variables as Record<string, string>).map(([name, text]) => [name, filled(text)]),
  )
  return shell(`${npx}set -e\n${script.map(filled).join('\n')}`, folder, { ...env, CI: 'true', ...values })
}

const reports: [string, string, number][] = [
  ['a failing report', suite(failed('DEMO-1')), 0],
  ['an empty report', suite(), 2],
  ['a partly unmatched report', suite(passed('DEMO-1'), passed('nobody')), 2],
  [
    'a huge report',
    suite(...Array.from({ length: 20_000 }, (_, index) => passed(`DEMO-${(index % 4) + 1} variant ${index}`))),
    0,
  ],
]

describe.each(reports)('%s', (_, report, code) => {
  test('on GitHub', async () => {
    const ci = await startCi()
    const run = await newRun(ci)
    put(ci, 'a.xml', report)
    const ended = await runAction(ci, { reports: '*.xml\n', project: 'DEMO', run })
    expect(ended.code, ended.stdout + ended.stderr).toBe(code)
  })

  test('on GitLab', async () => {
    const ci = await startCi()
    const run = await newRun(ci)
    put(ci, 'a.xml', report)
    const ended = await runComponent(ci, { reports: '*.xml', project: 'DEMO', options: `--run ${run}` })
    expect(ended.code, ended.stdout + ended.stderr).toBe(code)
  })
})

test('the action passes on what it is given, makes the run an output, and fails where asked to', async () => {
  const ci = await startCi()
  put(ci, 'a.xml', suite(failed('DEMO-1'), passed('nobody')))
  const ended = await runAction(ci, {
    reports: 'a.xml',
    project: 'DEMO',
    title: "It's $(touch pwned) new",
    'fail-on-failed': 'true',
    'allow-unmatched': 'true',
    rate: '5',
  })
  expect(ended.code, ended.stdout + ended.stderr).toBe(1)
  expect(ended.stderr).toContain('::error title=DEMO-1 ')
  expect(readFileSync(join(ci.folder, 'output'), 'utf8')).toBe('run=DEMO-R-3\n')
  expect(readFileSync(join(ci.folder, 'summary.md'), 'utf8')).toContain('1 of 1 results recorded')
  expect((await ci.tms('test-runs list')).stdout).toContain("It's $(touch pwned) new")
})

test('both use the version of this package', () => {
  expect(action.inputs.version?.default).toBe(version)
  expect(spec.spec.inputs.version.default).toBe(version)
})
