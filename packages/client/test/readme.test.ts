import { execFile } from 'node:child_process'
import { glob, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../..')
const VITEST = resolve(import.meta.dirname, '../node_modules/vitest')

interface Block {
  readonly code: string
  /** Line of the code fence, from 1. */
  readonly line: number
}

const files: { file: string; blocks: Block[] }[] = []
for await (const file of glob(['*.md', 'spec/*.md', 'packages/*/*.md'], { cwd: ROOT })) {
  const blocks = typeScriptIn(await readFile(join(ROOT, file), 'utf8'))
  if (blocks.length > 0) files.push({ file, blocks })
}

let server: Server
let origin: string
let folder: string

beforeAll(async () => {
  server = await createServer()
  origin = await server.listen({ port: 0 })
  folder = await mkdtemp(join(tmpdir(), 'tms-readme-'))
  const scope = join(folder, 'node_modules/@testsigma-tms')
  await mkdir(scope, { recursive: true })
  for await (const path of glob(['packages/*', 'spec'], { cwd: ROOT })) {
    await symlink(join(ROOT, path), join(scope, basename(path)))
  }
  await symlink(VITEST, join(folder, 'node_modules/vitest'))
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
})

afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

it('finds the snippets of the READMEs', () => {
  const names = files.map(({ file }) => file)
  expect(names).toEqual(expect.arrayContaining(['README.md', 'packages/client/README.md', 'packages/server/README.md']))
})

// `pnpm check` looks for these test names, to find snippets that are not run.
describe.each(files)('$file', ({ blocks }) => {
  it.each(blocks.map(({ line, code }) => [line, code] as const))('line %i: the snippet runs', async (_line, code) => {
    const { status, output } = await run(code)

    expect(status, output).toBe(0)
    if (code.includes('console.')) expect(output).toMatch(/\S/)
  })
})

/** Runs code in a folder in which the packages are installed; with vitest if it is a test. */
async function run(code: string): Promise<{ status: number; output: string }> {
  const isTest = code.includes("from 'vitest'")
  const script = join(folder, isTest ? 'snippet.test.ts' : 'snippet.ts')
  await writeFile(script, code)
  const vitest = [join(VITEST, 'vitest.mjs'), 'run', '--root', folder, '--configLoader', 'runner']
  const env = { ...process.env, TESTSIGMA_API_KEY: server.apiKey, TESTSIGMA_BASE_URL: `${origin}/api/v1` }
  return new Promise((finish) => {
    execFile(process.execPath, isTest ? vitest : [script], { cwd: folder, env }, (error, stdout, stderr) => {
      finish({ status: (error?.code as number | undefined) ?? 0, output: stdout + stderr })
    })
  })
}

function typeScriptIn(markdown: string): Block[] {
  return Array.from(markdown.matchAll(/^```ts\n(.*?)^```/gms), ({ 1: code = '', index }) => ({
    code,
    line: markdown.slice(0, index).split('\n').length,
  }))
}
