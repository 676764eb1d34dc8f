import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { parse } from 'yaml'
import { type Block, readBlocks } from './blocks.ts'
import { needs, pythonTools, run, shellTools } from './tools.ts'

const PACKAGE = resolve(import.meta.dirname, '..')
const ROOT = resolve(PACKAGE, '../..')
const GUIDES = join(PACKAGE, 'src/content/docs/guides')

/** A report with a single test, which belongs to the demo run. */
export const report = '<testsuites><testsuite><testcase name="DEMO-1 signs in"/></testsuite></testsuites>'

/** Every guide with its blocks. */
export const guides = await Promise.all(
  (await readdir(GUIDES)).map(async (file) => ({
    file,
    blocks: readBlocks(await readFile(join(GUIDES, file), 'utf8')),
  })),
)

let server: Server
let origin: string
/** The folder in which blocks run, one for each test. */
export let folder: string

/** Provides the tests of a file with a local server, and with a folder in which blocks can run. */
export function serveGuides(): void {
  beforeAll(async () => {
    server = await createServer()
    origin = await server.listen({ port: 0 })
  })
  afterAll(() => server.close())
  beforeEach((context) => needs(context, [...shellTools, ...pythonTools]))
  beforeEach(async () => {
    await server.reset()
    folder = await mkdtemp(join(tmpdir(), 'tms-guide-'))
    await symlink(join(PACKAGE, 'node_modules'), join(folder, 'node_modules'))
    await writeFile(join(folder, 'junit.xml'), report)
  })
  afterEach(() => rm(folder, { recursive: true }))
}

/** Runs a block, or checks what cannot be run. */
export async function tryBlock(block: Block): Promise<void> {
  const check = checks[block.language]
  if (check === undefined) throw new Error(`Nothing here knows how to run "${block.language}".`)
  await check(block)
}

/** How a block of each language is tested. */
const checks: Record<string, (block: Block) => Promise<void>> = {
  ts: async ({ code, title }) => {
    const inVitest = code.includes("from 'vitest'")
    const file = inVitest ? 'guide.test.ts' : 'guide.ts'
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
    await writeFile(join(folder, file), code)
    const vitest = resolve(PACKAGE, 'node_modules/vitest/vitest.mjs')
    const limits = ['--testTimeout', '60000', '--hookTimeout', '120000']
    const options = ['run', '--root', folder, '--configLoader', 'runner', ...limits]
    const command = inVitest ? [vitest, ...options] : [join(folder, file)]
    const { stdout } = await execute(process.execPath, command)
    // A configuration prints nothing.
    if (!title?.endsWith('.config.ts')) expect(stdout).toMatch(/\S/)
  },
  python: async ({ code }) => {
    expect((await execute('python3', ['-c', code])).stdout).toMatch(/\S/)
  },
  sh: async ({ code, title }) => {
    if (title) await execute('sh', ['-n', '-c', code])
    else await execute('bash', ['-ec', programs + code])
  },
  // Commands that keep running or delete something are not run, but they must exist, with all options used.
  console: async ({ code }) => {
    for (const line of code.trim().split('\n')) await assertKnown(line)
  },
  json: async ({ code }) => {
    JSON.parse(code)
  },
  yaml: async ({ code }) => (checksDrift(code) ? assertExample(code) : tryUpload(stringsOf(parse(code)))),
  groovy: async ({ code }) =>
    checksDrift(code)
      ? assertExample(code)
      : tryUpload(Array.from(code.matchAll(/\bsh '([^']*)'/g), ([, command]) => command ?? '')),
}

/** The programs of readers: `tms` is that of this repository, and curl fails on error responses. */
const programs = `curl() { command curl -sS --fail-with-body "$@"; }
tms() { '${process.execPath}' '${join(ROOT, 'packages/cli/src/bin.ts')}' "$@"; }
`

/** Commands that were run already: most CI examples run the same commands in another syntax. */
const uploaded = new Set<string>()

/** Runs the upload steps with a prepared report; then again with a wrong key, which must fail. */
async function tryUpload(commands: readonly string[]): Promise<void> {
  const uploads = commands.filter((command) => /upload-junit\.sh|tms results upload/.test(command))
  expect(uploads).toHaveLength(1)
  if (uploaded.has(uploads[0] as string)) return
  uploaded.add(uploads[0] as string)
  await mkdir(join(folder, 'reports'))
  await cp(join(folder, 'junit.xml'), join(folder, 'reports/junit.xml'))
  if (uploads[0]?.includes('tms results upload')) return tryTms(uploads[0])
  await mkdir(join(folder, 'ci'))
  await cp(await uploadScript(), join(folder, 'ci/upload-junit.sh'))
  const { stdout } = await execute('bash', ['-ec', uploads[0] as string])
  expect(JSON.parse(stdout).data.import).toMatchObject({ status: 'completed', details: { imported_count: 1 } })
  await expect(execute('bash', ['-ec', uploads[0] as string], { TESTSIGMA_API_KEY: 'wrong' })).rejects.toThrow('401')
}

async function tryTms(command: string): Promise<void> {
  expect((await execute('bash', ['-ec', programs + command])).stdout).toContain('1 of 1 result recorded in DEMO-R-1')
  const refused = execute('bash', ['-ec', programs + command], { TESTSIGMA_API_KEY: 'wrong' })
  await expect(refused).rejects.toMatchObject({ code: 2 })
}

function checksDrift(code: string): boolean {
  return code.includes('packages/drift/src/cli.ts')
}

/** The CI examples of drift are files of that package, whose tests run them. */
async function assertExample(code: string): Promise<void> {
  const folder = join(ROOT, 'packages/drift/examples')
  const examples = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), 'utf8')))
  expect(examples).toContain(code)
}

/** Writes the script of the JUnit guide to the folder; returns its path. */
export async function uploadScript(): Promise<string> {
  const block = guides.flatMap(({ blocks }) => blocks).find(({ title }) => title === 'ci/upload-junit.sh')
  const file = join(folder, 'upload-junit.sh')
  await writeFile(file, block?.code ?? '')
  return file
}

async function assertKnown(line: string): Promise<void> {
  if (line.startsWith('export ')) return
  const [, script = '', rest = ''] = line.match(/^npx -y pnpm@12 (\S+) ?(.*)$/) ?? []
  // `start` builds the docs and passes its options on to the server.
  const programs = { start: 'packages/server/src/cli.ts', exec: rest.match(/^node (\S+)/)?.[1] }
  const program = programs[script as keyof typeof programs]
  if (program === undefined) throw new Error(`Nothing here knows which program "${script}" runs.`)
  const command = script === 'exec' ? rest.match(/\.ts (\w+)/)?.[1] : undefined
  const { stdout: help } = await run(process.execPath, [join(ROOT, program), ...(command ? [command] : []), '--help'])
  if (command) expect(help).toContain(command)
  for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(help).toContain(option)
}

/** Runs a command in the folder, with the key, base URL and ids of the server in its environment. */
export function execute(command: string, args: string[], environment: Record<string, string> = {}) {
  const env = {
    ...process.env,
    NO_PROXY: '127.0.0.1',
    TESTSIGMA_API_KEY: server.apiKey,
    TESTSIGMA_BASE_URL: `${origin}/api/v1`,
    TESTSIGMA_PROJECT_ID: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
    TESTSIGMA_RUN_ID: 'DEMO-R-1',
    TESTSIGMA_PROJECT: 'DEMO',
    TESTSIGMA_USER: 'jane.doe@example.com',
    ...environment,
  }
  return run(command, args, { cwd: folder, env })
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsOf) : []
}
