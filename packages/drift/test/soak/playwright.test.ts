import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { expect, it } from 'vitest'
import { runDrift, temporaryFolder } from '../run-drift.ts'
import { KEY, startApi } from '../servers.ts'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** Chromium records what a page sends to the local server, once for each way in which Playwright stores bodies. */
it.skipIf(!existsSync(executablePath) && !process.env.CI).each([
  ['embedded', 'embed', 'recorded.har'],
  ['attached, next to the HAR file', 'attach', 'recorded.har'],
  ['attached, in a ZIP archive', 'attach', 'recorded.zip'],
] as const)('a recording of Playwright is read: bodies %s', async (_name, content, file) => {
  const api = await startApi()
  const folder = await temporaryFolder()
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic'] })
  const context = await browser.newContext({ recordHar: { path: join(folder, file), content } })
  const page = await context.newPage()
  await page.goto(`${new URL(api).origin}/nothing-here`)
  const statuses = await page.evaluate(
    async ([address, key]) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
      const list = await fetch(`${address}/labels`, { headers })
      const body = JSON.stringify({ name: 'Recorded' })
      const created = await fetch(`${address}/projects`, { method: 'POST', headers, body })
      // Chromium does not record bodies that are not read.
      await Promise.all([list.text(), created.text()])
      return [list.status, created.status]
    },
    [api, KEY],
  )
  await context.close()
  await browser.close()
  const { code, stdout } = await runDrift(['traffic', folder, '--base-url', api, '--format', 'json'])

  expect(statuses.every((status) => status < 300)).toBe(true)
  expect(JSON.parse(stdout)[0].reason).toBeUndefined()
  expect(JSON.parse(stdout)[0]).toMatchObject({
    status: 'clean',
    findings: [],
    compared: { exchanges: 2, operations: 2 },
  })
  expect(code).toBe(0)
})
