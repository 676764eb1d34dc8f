import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createServer, type Server } from '@testsigma-tms/server'
import { chromium } from 'playwright-core'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { programOutcome } from '../program-outcome.ts'
import { bundle } from './bundle.ts'
import { run } from './run.ts'
import { needsRuntime } from './runtimes.ts'

const consumer = inject('consumer')

let server: Server
let baseUrl: string

beforeEach(async () => {
  server = await createServer({ faults: true })
  baseUrl = `${await server.listen({ port: 0 })}/api/v1`
})

afterEach(() => server.close())

async function report(program: string, ...args: string[]): Promise<unknown> {
  const env = { ...process.env, TESTSIGMA_BASE_URL: baseUrl, TESTSIGMA_API_KEY: server.apiKey }
  const { stdout } = await run(program, args, { cwd: consumer, env })
  return JSON.parse(stdout)
}

it('runs in Node 24', async () => {
  expect(await report(process.execPath, 'main.js')).toEqual(programOutcome)
})

it.for(['node-20', 'node-22', 'bun'] as const)('runs in %s', async (runtime, context) => {
  expect(await report(await needsRuntime(context, runtime), 'main.js')).toEqual(programOutcome)
})

it('runs in Deno with permissions only for the network and the environment', async (context) => {
  const deno = await needsRuntime(context, 'deno')

  expect(await report(deno, 'run', '--no-prompt', '--allow-net=127.0.0.1', '--allow-env', 'main.js')).toEqual(
    programOutcome,
  )
})

it('runs in workerd', async (context) => {
  const workerd = await needsRuntime(context, 'workerd')
  await writeFile(join(consumer, 'worker.bundle.js'), await bundle(consumer, "export { default } from './worker.js'"))

  expect(await report(workerd, 'test', 'workerd.capnp')).toEqual(programOutcome)
})

it('runs in Chromium', async (context) => {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
  if (!existsSync(executablePath) && !process.env.CI) return context.skip(`${executablePath} does not exist`)
  const args = ['--no-sandbox', '--disable-quic', '--disable-background-networking']
  const browser = await chromium.launch({ executablePath, args })
  try {
    const page = await browser.newPage()
    // The local server allows only its own origin, so the page is served from there.
    await page.route('**/page.html', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
    await page.goto(new URL('/page.html', baseUrl).href)
    const code = await bundle(consumer, "import { program } from './program.js'; globalThis.program = program")
    await page.addScriptTag({ type: 'module', content: code })
    await page.waitForFunction('globalThis.program')
    const options = JSON.stringify({ baseUrl, apiKey: server.apiKey })

    expect(JSON.parse(await page.evaluate(`program(${options}).then(JSON.stringify)`))).toEqual(programOutcome)
  } finally {
    await browser.close()
  }
})
