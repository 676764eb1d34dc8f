import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const PACKAGE = resolve(import.meta.dirname, '..')
const README_FILES = ['packages/client/README.md', 'README.md']

let server: Server
let origin: string

beforeAll(async () => {
  server = await createServer()
  origin = await server.listen({ port: 0 })
})

afterAll(() => server.close())

describe.each(README_FILES)('%s', async (file) => {
  const text = await readFile(resolve(PACKAGE, '../..', file), 'utf8')
  const snippets = Array.from(text.matchAll(/^```ts\n(.*?)^```/gms), ([, code]) => code as string)

  it('has snippets', () => {
    expect(snippets.length).toBeGreaterThan(0)
  })

  it.each(snippets.map((code, index) => [index + 1, code]))('snippet %i runs', async (_number, code) => {
    const { status, output } = await run(code)

    expect(output).toMatch(/\S/)
    expect(status, output).toBe(0)
  })
})

/** Runs code as if it stood in this package, which it imports by name. */
function run(code: string): Promise<{ status: number; output: string }> {
  const env = { ...process.env, TESTSIGMA_API_KEY: server.apiKey, TESTSIGMA_BASE_URL: `${origin}/api/v1` }
  return new Promise((finish) => {
    execFile(
      process.execPath,
      ['--input-type=module-typescript', '-e', code],
      { cwd: PACKAGE, env },
      (error, stdout, stderr) => {
        finish({ status: (error?.code as number | undefined) ?? 0, output: stdout + stderr })
      },
    )
  })
}
