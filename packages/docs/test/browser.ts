import { type Browser, chromium as playwright } from 'playwright-core'
import { afterAll, type TestContext } from 'vitest'
import { chromium, needsChromium } from './tools.ts'

let browser: Promise<Browser> | undefined
afterAll(async () => (await browser)?.close())

/** One Chromium for all tests of a file; a test is skipped where there is none. */
export async function openBrowser(context: TestContext): Promise<Browser> {
  needsChromium(context)
  browser ??= playwright.launch({
    executablePath: chromium,
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
  })
  return browser
}

/** Does work for each item, so many items at once. */
export async function forEachOf<Item>(
  items: Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items]
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
