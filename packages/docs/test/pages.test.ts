import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import { createServer, type Server } from '@testsigma-tms/server'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract, listOperations } from '../src/contract.ts'
import { forEachOf, openBrowser } from './browser.ts'
import { pageAddresses, site } from './site-files.ts'

let server: Server
let origin: string
beforeAll(async () => {
  server = await createServer({ docs: site })
  origin = await server.listen({ port: 0 })
})
afterAll(() => server.close())

/** What a reader's browser fetches before anything is clicked, in bytes after gzip. */
interface Transfer {
  total: number
  script: number
}

const operationPage = /^\/reference\/[^/]+\/[^/]+\/$/

describe('every page', { timeout: 600_000 }, () => {
  it('passes axe in both themes, asks no other host, has no errors, and is light', async (context) => {
    const browser = await openBrowser(context)
    const addresses = [...(await pageAddresses()), '/no/such/page/']
    const violations: string[] = []
    const problems: string[] = []
    const transfers = new Map<string, Transfer>()
    await forEachOf(addresses, 2, async (address) => {
      const tab = await browser.newContext({ colorScheme: 'light' })
      const page = await openPage(tab, address, problems, transfers)
      for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme })
        await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, theme)
        violations.push(...(await violationsOf(page)).map((violation) => `${address} ${theme} ${violation}`))
      }
      await tab.close()
    })
    expect(violations).toEqual([])
    expect(problems).toEqual([])

    const operations = [...transfers].filter(([address]) => operationPage.test(address))
    expect(operations).toHaveLength(listOperations(contract).length)
    const heavy = operations.filter(([, { total, script }]) => total > 60_000 || script > 15_000)
    expect(heavy).toEqual([])
  })
})

async function openPage(
  tab: BrowserContext,
  address: string,
  problems: string[],
  transfers: Map<string, Transfer>,
): Promise<Page> {
  const page = await tab.newPage()
  const bodies: Promise<Transfer>[] = []
  page.on('response', (response) => {
    if (!response.ok() && !address.startsWith('/no/')) problems.push(`${address}: ${response.status()} ${response.url()}`)
    bodies.push(
      response.body().then((body) => {
        const total = gzipSync(body).length
        return { total, script: response.request().resourceType() === 'script' ? total : 0 }
      }),
    )
  })
  page.on('pageerror', (error) => problems.push(`${address}: ${error.message}`))
  await page.route(
    (url) => url.origin !== origin,
    (route) => {
      problems.push(`${address} asks ${route.request().url()}`)
      return route.abort()
    },
  )
  await page.goto(origin + address, { waitUntil: 'load' })
  const inline = await page.evaluate(() =>
    [...document.querySelectorAll('script:not([src])')].map((script) => script.textContent).join(''),
  )
  const sums = await Promise.all(bodies)
  transfers.set(address, {
    total: sums.reduce((sum, { total }) => sum + total, 0),
    script: sums.reduce((sum, { script }) => sum + script, gzipSync(inline).length),
  })
  return page
}

/** Of WCAG 2.1 AA, with everything that can be opened open. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  await page.addStyleTag({ content: '.panel { display: block !important } * { transition: none !important }' })
  const { violations } = await page.evaluate(async () => {
    for (const details of document.querySelectorAll('details')) details.open = true
    return (globalThis as unknown as { axe: typeof axe }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      resultTypes: ['violations'],
    })
  })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
