import { glob, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runSnippet, type Snippet, typeScriptIn, VITEST } from './readme-snippets.ts'

const ROOT = resolve(import.meta.dirname, '../../..')

const files: { file: string; blocks: Snippet[] }[] = []
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
  it.each(blocks.map((block) => [block.line, block] as const))('line %i: the snippet runs', async (_line, block) => {
    const variables = { TESTSIGMA_API_KEY: server.apiKey, TESTSIGMA_BASE_URL: `${origin}/api/v1` }
    const { status, output } = await runSnippet(folder, block, variables)

    expect(status, output).toBe(0)
    if (block.code.includes('console.')) expect(output).toMatch(/\S/)
  })
})
