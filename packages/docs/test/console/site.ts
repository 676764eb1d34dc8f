import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, beforeAll, inject, type TestContext, vi } from 'vitest'
import { keyField, type Opened, type Options, openConsole, openPage } from './browser.ts'
import { addressOf } from './operations.ts'

/** The local server, with the site and with fault injection. */
export let server: Server
export let origin: string

/** Serves the site to the tests of a file. */
export function serveSite(): void {
  vi.setConfig({ testTimeout: 30_000 })
  beforeAll(async () => {
    server = await createServer({ docs: inject('site'), faults: true })
    origin = await server.listen({ port: 0 })
  })
  afterAll(() => server.close())
}

/** Opens the page of an operation, with the console closed. */
export function openOperation(test: TestContext, operationId: string, options: Options = {}): Promise<Opened> {
  return openPage(test, origin + addressOf(operationId), options)
}

/** Opens the console of an operation, with the server's key by default. */
export async function open(
  test: TestContext,
  operationId: string,
  { key = server.apiKey, ...options }: Options & { key?: string } = {},
): Promise<Opened> {
  const opened = await openOperation(test, operationId, options)
  await openConsole(opened.page)
  await keyField(opened.page).fill(key)
  return opened
}
