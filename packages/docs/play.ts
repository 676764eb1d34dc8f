import { createServer } from '@testsigma-tms/server'
import { chromium } from 'playwright-core'
import { buildConsoleSite } from './test/console-site.ts'
const folder = await buildConsoleSite()
console.log(folder)
const server = await createServer({ docs: folder })
const origin = await server.listen({ port: 0 })
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const shots = async (id: string, theme: string, width: number, act = true) => {
  const context = await browser.newContext({ viewport: { width, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(8000)
  page.on('pageerror', (e) => console.log('ERR', id, e.message))
  page.on('console', (m) => m.type() === 'error' && console.log('CONSOLE', m.text()))
  await page.goto(`${origin}/${id}/`)
  await page.evaluate((t) => document.documentElement.setAttribute('data-theme', t), theme)
  await page.getByText('Send a request from this page').click()
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
  await page.getByLabel('API key', { exact: true }).fill(server.apiKey)
  if (act) {
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('The same with curl').waitFor()
  }
  await page.screenshot({ path: `/tmp/shots/${id}-${theme}-${width}.png`, fullPage: true })
  await context.close()
}
try {
  await shots('assignTestRunCaseUser', 'light', 1200)
  await shots('createStepGroup', 'dark', 1200, false)
  await shots('updateTestRunCases', 'dark', 390)
  await shots('importJunitReport', 'light', 390)
  await shots('createTestRun', 'light', 1200, false)
} finally {
  await browser.close()
  await server.close()
}
