import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Finding } from '@testsigma-tms/drift/report'
import { runInPackage } from '../run.ts'
import { isLanguage, type Snippet } from './find.ts'

/** A test file that runs snippets, each in a test of its own. */
interface Runner {
  readonly package: string
  readonly test: string
  /** How the name of the test begins that runs a snippet; nothing where it does not have to run it. */
  nameFor(snippet: Snippet): string | undefined
}

const LISTING = resolve(import.meta.dirname, 'listing.config.ts')

const runners: readonly Runner[] = [
  {
    package: 'packages/docs',
    test: 'test/soak/samples.test.ts',
    nameFor({ file, language }) {
      const [, operationId] = file.match(/\/generated\/samples\/([^/]+)\//) ?? []
      return operationId && isLanguage(language) ? `every ${language.label} sample > of ${operationId} ` : undefined
    },
  },
  {
    package: 'packages/docs',
    test: 'test/soak/guides.test.ts',
    nameFor({ file, line }) {
      return file.includes('/content/docs/') ? `the guide ${basename(file)} > line ${line - 1}: ` : undefined
    },
  },
  {
    package: 'packages/client',
    test: 'test/readme.test.ts',
    nameFor({ file, line, language }) {
      // Shell blocks of a README install and start things; they are only parsed.
      const isRun = /(^|\/)[A-Z]+\.md$/.test(file) && isLanguage(language) && language.lang !== 'shell'
      return isRun ? `${file} > line ${line - 1}: ` : undefined
    },
  },
]

/** Names each snippet that no test runs. The tests are those that exist once the test files are loaded, not their text. */
export async function findUnrun(
  root: string,
  snippets: readonly Snippet[],
): Promise<{ findings: Finding[]; run: number }> {
  const claimed = await Promise.all(
    runners.map(async (runner) => {
      const wanted = snippets.flatMap((snippet) => {
        const name = runner.nameFor(snippet)
        return name === undefined ? [] : [{ snippet, name }]
      })
      if (wanted.length === 0) return { findings: [], run: 0 }
      const tests = await testNames(root, runner)
      const unrun = wanted.filter(({ name }) => !tests.some((test) => test.startsWith(name)))
      return { findings: unrun.map((missing) => asFinding(missing, runner)), run: wanted.length - unrun.length }
    }),
  )
  return {
    findings: claimed.flatMap(({ findings }) => findings),
    run: claimed.reduce((sum, { run }) => sum + run, 0),
  }
}

/** The tests that exist in a test file: none if there is no such file, or if its package does not run it. */
async function testNames(root: string, { package: folder, test }: Runner): Promise<string[]> {
  if (!existsSync(resolve(root, folder, test))) return []
  const [files, tests] = await Promise.all([
    list<{ file: string }>(root, folder, `"${test}" --filesOnly`),
    list<{ name: string }>(root, folder, `"${test}" --no-static-parse --config "${LISTING}"`),
  ])
  return files.some(({ file }) => file.endsWith(`/${test}`)) ? tests.map(({ name }) => name) : []
}

/** Loading a file that has errors is reported on stderr alone. */
async function list<Entry>(root: string, folder: string, options: string): Promise<Entry[]> {
  const { code, stdout, stderr } = await runInPackage(root, folder, `vitest list ${options} --json`)
  if (code === 0 && stderr.trim() === '') return JSON.parse(stdout)
  throw new Error(`${folder}: vitest list ${options} failed: ${stderr}`)
}

function asFinding({ snippet, name }: { snippet: Snippet; name: string }, { package: folder, test }: Runner): Finding {
  return {
    where: { file: snippet.file, line: snippet.line },
    expected: `a test in ${folder}/${test} that runs it, named "${name}…"`,
    got: 'no such test',
    fix: 'let the test run the snippet, or take the snippet out',
  }
}
