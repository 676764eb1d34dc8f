import { execFile } from 'node:child_process'
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { type Finished, temporaryFolder } from './run-drift.ts'
import { KEY, startApi } from './servers.ts'

const EXAMPLES = resolve(import.meta.dirname, '../examples')
const ROOT = resolve(import.meta.dirname, '../../..')

/** How each example is parsed, and where it writes its report. */
const examples = [
  {
    file: 'github-actions.yml',
    report: 'annotations.txt',
    async steps() {
      const { jobs } = await readYaml('github-actions.yml')
      return jobs.live.steps.flatMap(({ run }: { run?: string }) => run ?? [])
    },
  },
  {
    file: 'gitlab-ci.yml',
    report: 'gl-code-quality-report.json',
    async steps() {
      const { 'testsigma-drift': job } = await readYaml('gitlab-ci.yml')
      expect(job.artifacts.reports.codequality).toBe('gl-code-quality-report.json')
      return job.script
    },
  },
  {
    file: 'Jenkinsfile',
    report: 'drift.xml',
    async steps() {
      const text = await readFile(join(EXAMPLES, 'Jenkinsfile'), 'utf8')
      expect(text.match(/\{/g)?.length).toBe(text.match(/\}/g)?.length)
      expect(text).toContain("junit 'drift.xml'")
      return Array.from(text.matchAll(/sh '([^']+)'/g), ([, step]) => step)
    },
  },
]

let api: string

beforeAll(async () => {
  api = await startApi({ profile: 'observed' })
})

it('every example is run, and shown in the README', async () => {
  expect(await readdir(EXAMPLES)).toEqual(examples.map(({ file }) => file).sort())
  const readme = await readFile(resolve(EXAMPLES, '../README.md'), 'utf8')
  for (const { file } of examples) expect(readme).toContain(`(examples/${file})`)
})

describe.concurrent.each(examples)('$file', ({ steps, report }) => {
  it('passes if the API conforms to the contract', async () => {
    const { code, output, folder } = await run(await steps(), api, KEY)

    expect(code, output).toBe(0)
    expect(await readdir(folder)).toContain(report)
  })

  it('fails with a report if nothing could be checked, without the key', async () => {
    const { code, output, folder } = await run(await steps(), api, `${KEY}-expired`)
    const text = await readFile(join(folder, report), 'utf8')

    expect(code).toBe(2)
    expect(text).toContain('The API refuses the key')
    expect(output + text).not.toContain(KEY)
  })
})

async function readYaml(file: string) {
  const document = parseDocument(await readFile(join(EXAMPLES, file), 'utf8'))
  expect([...document.errors, ...document.warnings]).toEqual([])
  return document.toJS()
}

/** Runs steps as a CI would, with this repository as the checkout. */
async function run(
  steps: readonly string[],
  baseUrl: string,
  apiKey: string,
): Promise<{ code: number; output: string; folder: string }> {
  expect(steps.length).toBeGreaterThan(0)
  const [tools, folder] = [await temporaryFolder(), await temporaryFolder()]
  // Replaces the checkout of the requested commit, with dependencies, by this repository.
  const programs = {
    git: `case "$*" in
      'clone --quiet repository testsigma-tms') ln -s "${ROOT}" testsigma-tms ;;
      '-C testsigma-tms checkout --quiet commit') ;;
      *) exit 99 ;;
    esac`,
    npx: `[ "$*" = '-y pnpm@12 --dir testsigma-tms install --frozen-lockfile' ] || exit 99`,
    node: `exec "${process.execPath}" "$@"`,
  }
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(tools, name), `#!/bin/sh\n${script}\n`)
    await chmod(join(tools, name), 0o755)
  }
  const env = {
    PATH: `${tools}:${process.env.PATH}`,
    TESTSIGMA_API_KEY: apiKey,
    TESTSIGMA_BASE_URL: baseUrl,
    TESTSIGMA_TMS_REPOSITORY: 'repository',
    TESTSIGMA_TMS_COMMIT: 'commit',
  }
  const { code, stdout, stderr } = await new Promise<Finished>((finish) => {
    execFile('bash', ['-e', '-o', 'pipefail', '-c', steps.join('\n')], { cwd: folder, env }, (error, out, err) => {
      finish({ code: (error?.code as number | undefined) ?? 0, stdout: out, stderr: err })
    })
  })
  return { code, output: stdout + stderr, folder }
}
