import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Finding } from '@testsigma-tms/drift/report'
import { runInPackage } from '../run.ts'
import { isLanguage, type Snippet } from './find.ts'

/** A test file that runs snippets, each in its own test. */
interface Runner {
  readonly package: string
  readonly test: string
  /** Prefix of the name of the test that runs a snippet; undefined if it need not be run. */
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
      // Shell blocks of READMEs install and start things; they are only parsed.
      const isRun = /(^|\/)[A-Z]+\.md$/.test(file) && isLanguage(language) && language.lang !== 'shell'
      return isRun ? `${file} > line ${line - 1}: ` : undefined
    },
  },
]

/** Reports snippets that no test runs. Test names are collected by loading the test files, not by parsing them. */
export async function findUnrun(
  root: string,
  snippets: readonly Snippet[],
): Promise<{ findings: Finding[]; run: number }> {
  const wanted = runners.flatMap((runner) =>
    snippets.flatMap((snippet) => {
      const name = runner.nameFor(snippet)
      return name === undefined ? [] : [{ snippet, name, runner }]
    }),
  )
  const tests = await testsOf(root, [...new Set(wanted.map(({ runner }) => runner))])
  const unrun = wanted.filter(({ name, runner }) => !tests.get(runner)?.some((test) => test.startsWith(name)))
  return { findings: unrun.map(asFinding), run: wanted.length - unrun.length }
}

/** The tests in each test file: none if the file does not exist, or its package does not run it. */
async function testsOf(root: string, chosen: readonly Runner[]): Promise<Map<Runner, string[]>> {
  const there = chosen.filter((runner) => existsSync(resolve(root, pathOf(runner))))
  if (there.length === 0) return new Map()
  const byPackage = Map.groupBy(there, (runner) => runner.package)
  const [tests, ...files] = await Promise.all([
    list<{ file: string; name: string }>(
      root,
      '.',
      `${quoted(there.map(pathOf))} --no-static-parse --config "${LISTING}"`,
    ),
    ...Array.from(byPackage, ([folder, own]) =>
      list<{ file: string }>(root, folder, `${quoted(own.map(({ test }) => test))} --filesOnly`),
    ),
  ])
  const isRun = (runner: Runner) => files.flat().some(({ file }) => file.endsWith(`/${pathOf(runner)}`))
  const namesIn = (runner: Runner) =>
    tests.flatMap(({ file, name }) => (file.endsWith(`/${pathOf(runner)}`) ? [name] : []))
  return new Map(there.filter(isRun).map((runner) => [runner, namesIn(runner)]))
}

function pathOf({ package: folder, test }: Runner): string {
  return `${folder}/${test}`
}

function quoted(paths: readonly string[]): string {
  return paths.map((path) => `"${path}"`).join(' ')
}

/** Errors while loading a test file appear only on stderr. */
async function list<Entry>(root: string, folder: string, options: string): Promise<Entry[]> {
  const { code, stdout, stderr } = await runInPackage(root, folder, `vitest list ${options} --json`)
  if (code === 0 && stderr.trim() === '') return JSON.parse(stdout)
  throw new Error(`vitest list ${options} failed in ${folder === '.' ? 'the root' : folder}: ${stderr}`)
}

function asFinding({ snippet, name, runner }: { snippet: Snippet; name: string; runner: Runner }): Finding {
  return {
    where: { file: snippet.file, line: snippet.line },
    expected: `a test in ${pathOf(runner)} that runs it, named "${name}…"`,
    got: 'no such test',
    fix: 'let the test run the snippet, or take the snippet out',
  }
}
