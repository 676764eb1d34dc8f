import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Block, readBlocks } from './blocks.ts'
import { needs, run } from './tools.ts'

const PACKAGE = resolve(import.meta.dirname, '..')
const ROOT = resolve(PACKAGE, '../..')
const GUIDES = join(PACKAGE, 'src/content/docs/guides')

const report = '<testsuites><testsuite><testcase name="DEMO-1 signs in"/></testsuite></testsuites>'

let server: Server
let origin: string
let folder: string

beforeAll(async () => {
  server = await createServer()
  origin = await server.listen({ port: 0 })
})
afterAll(() => server.close())
beforeEach(async () => {
  await server.reset()
  folder = await mkdtemp(join(tmpdir(), 'tms-guide-'))
  await symlink(join(PACKAGE, 'node_modules'), join(folder, 'node_modules'))
  await writeFile(join(folder, 'junit.xml'), report)
})
afterEach(() => rm(folder, { recursive: true }))

const guides = await Promise.all(
  (await readdir(GUIDES)).map(async (file) => ({
    file,
    blocks: readBlocks(await readFile(join(GUIDES, file), 'utf8')),
  })),
)

describe.each(guides)('the guide $file', { timeout: 60_000 }, ({ blocks }) => {
  it('shows something', () => {
    expect(blocks.length).toBeGreaterThan(0)
  })

  it.each(blocks.map((block) => [block.line, block.language, block] as const))(
    'line %i: the %s block works',
    async (_line, _language, block) => {
      const check = checks[block.language]
      if (check === undefined) throw new Error(`Nothing here knows how to run "${block.language}".`)
      await check(block)
    },
  )
})

/** How a block of each language is tried. */
const checks: Record<string, (block: Block) => Promise<void>> = {
  ts: async ({ code }) => {
    const inVitest = code.includes("from 'vitest'")
    const file = inVitest ? 'guide.test.ts' : 'guide.ts'
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
    await writeFile(join(folder, file), code)
    const vitest = resolve(PACKAGE, 'node_modules/vitest/vitest.mjs')
    const command = inVitest ? [vitest, 'run', '--root', folder, '--configLoader', 'runner'] : [join(folder, file)]
    expect((await execute(process.execPath, command)).stdout).toMatch(/\S/)
  },
  python: async ({ code }) => {
    expect((await execute('python3', ['-c', code])).stdout).toMatch(/\S/)
  },
  sh: async ({ code, title }) => {
    if (title) await execute('sh', ['-n', '-c', code])
    else await execute('bash', ['-ec', `curl() { command curl -sS --fail-with-body "$@"; }\n${code}`])
  },
  // What starts something that goes on, or takes something away: it has to exist, with every option that it is given.
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

describe('the script for JUnit reports', { timeout: 60_000 }, () => {
  it('fails when the key is wrong, and does not show it', async () => {
    const failure = await failureOf({ TESTSIGMA_API_KEY: 'wrong-key' })
    expect(failure).toContain('401')
    expect(failure).not.toContain('wrong-key')
  })

  it('fails when the API has moved, and says where', async () => {
    const target = 'https://arcus.testsigma.com/api/v1/elsewhere'
    const old = createHttpServer((_request, response) => response.writeHead(301, { location: target }).end())
    await once(old.listen(0, '127.0.0.1'), 'listening')
    const { port } = old.address() as AddressInfo
    try {
      expect(await failureOf({ TESTSIGMA_BASE_URL: `http://127.0.0.1:${port}/api/v1` })).toContain(target)
    } finally {
      old.close()
    }
  })

  it('fails when no test of the report belongs to the run', async () => {
    await writeFile(join(folder, 'junit.xml'), report.replace('DEMO-1 signs in', 'nobody knows this'))
    expect(await failureOf({})).toContain('no test of the report')
  })

  it('fails when the report is no report', async () => {
    await writeFile(join(folder, 'junit.xml'), 'nothing of the kind')
    expect(await failureOf({})).toContain('the import failed')
  })

  it('fails when there is no report', async () => {
    await rm(join(folder, 'junit.xml'))
    expect(await failureOf({})).toContain('there is no report at junit.xml')
  })

  it('goes on after the rate limit has refused it', async () => {
    const limited = await createServer({ rateLimit: 1 })
    try {
      const environment = {
        TESTSIGMA_API_KEY: limited.apiKey,
        TESTSIGMA_BASE_URL: `${await limited.listen({ port: 0 })}/api/v1`,
      }
      await execute('sh', [await uploadScript(), 'junit.xml'], environment)
    } finally {
      await limited.close()
    }
  })

  async function failureOf(environment: Record<string, string>): Promise<string> {
    const script = await uploadScript()
    const error = await execute('sh', [script, 'junit.xml'], environment).catch((error) => error)
    expect(error).toMatchObject({ code: 1 })
    return error.stderr
  }
})

beforeEach((context) => needs(context, 'bash', 'curl', 'requests'))

/** Runs the steps that upload, after a stand-in for the tests; then again with a wrong key, which has to fail. */
async function tryUpload(commands: readonly string[]): Promise<void> {
  const uploads = commands.filter((command) => command.includes('upload-junit.sh'))
  expect(uploads).toHaveLength(1)
  await mkdir(join(folder, 'ci'))
  await mkdir(join(folder, 'reports'))
  await cp(join(folder, 'junit.xml'), join(folder, 'reports/junit.xml'))
  await cp(await uploadScript(), join(folder, 'ci/upload-junit.sh'))
  const { stdout } = await execute('bash', ['-ec', uploads[0] as string])
  expect(JSON.parse(stdout).data.import).toMatchObject({ status: 'completed', details: { imported_count: 1 } })
  await expect(execute('bash', ['-ec', uploads[0] as string], { TESTSIGMA_API_KEY: 'wrong' })).rejects.toThrow('401')
}

function checksDrift(code: string): boolean {
  return code.includes('@testsigma-tms/drift')
}

/** The checks of drift are examples of their package, whose tests run them. */
async function assertExample(code: string): Promise<void> {
  const folder = join(ROOT, 'packages/drift/examples')
  const examples = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), 'utf8')))
  expect(examples).toContain(code)
}

async function uploadScript(): Promise<string> {
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

function execute(command: string, args: string[], environment: Record<string, string> = {}) {
  const env = {
    ...process.env,
    NO_PROXY: '127.0.0.1',
    TESTSIGMA_API_KEY: server.apiKey,
    TESTSIGMA_BASE_URL: `${origin}/api/v1`,
    TESTSIGMA_PROJECT_ID: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
    TESTSIGMA_RUN_ID: 'DEMO-R-1',
    ...environment,
  }
  return run(command, args, { cwd: folder, env })
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsOf) : []
}
