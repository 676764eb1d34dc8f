import type { TestContext } from 'vitest'
import { origin, server } from '../serve-site.ts'
import { keyField, type Opened, type Options, openConsole, openPage } from './browser.ts'
import { addressOf } from './operations.ts'

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
