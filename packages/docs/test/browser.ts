import { type Browser, chromium as playwright } from 'playwright-core'
import { afterAll, type TestContext } from 'vitest'
import { chromium, needsChromium } from './tools.ts'

let browser: Promise<Browser> | undefined
afterAll(async () => (await browser)?.close())

/** One Chromium for all tests of a file; tests are skipped without it. */
export async function openBrowser(context: TestContext): Promise<Browser> {
  needsChromium(context)
  browser ??= playwright.launch({
    executablePath: chromium,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      // Blocks requests to all other hosts.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  })
  return browser
}
