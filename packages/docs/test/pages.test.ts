import { gzipSync } from 'node:zlib'
import { createServer, type Server } from '@testsigma-tms/server'
import axe from 'axe-core'
import type { BrowserContext, Page, Response } from 'playwright-core'
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
afterAll(() => server.close(), 60_000)

/** What a reader's browser fetches before anything is clicked, in bytes after gzip. */
interface Transfer {
  total: number
  script: number
}

const operationPage = /^\/reference\/[^/]+\/[^/]+\/$/

/** Rules whose outcome depends on colours; the others need to run in one theme only. */
const colourRules = ['color-contrast', 'link-in-text-block']

describe('every page', { timeout: 900_000 }, () => {
  it('passes axe in both themes, asks no other host, has no errors, and is light', async (context) => {
    const browser = await openBrowser(context)
    const addresses = [...(await pageAddresses()), '/no/such/page/']
    const violations: string[] = []
    const problems: string[] = []
    const transfers = new Map<string, Transfer>()
    await forEachOf(addresses, 2, async (address) => {
      const tab = await browser.newContext({ colorScheme: 'light' })
      const page = await openPage(tab, address, problems, transfers)
      await prepare(page)
      const report = async (theme: string, rules: string[]) => {
        const found = await violationsOf(page, rules, operationPage.test(address) && !/list/.test(address))
        violations.push(...found.map((violation) => `${address} ${theme} ${violation}`))
      }
      await report('light', ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark')
      await report('dark', colourRules)
      await tab.close()
    })
    expect(violations).toEqual([])
    expect(problems).toEqual([])

    const operations = [...transfers].filter(([address]) => operationPage.test(address))
    expect(operations).toHaveLength(listOperations(contract).length)
    expect(operations.filter(([, { total, script }]) => total > 60_000 || script > 15_000)).toEqual([])
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
    if (!response.ok() && !address.startsWith('/no/'))
      problems.push(`${address}: ${response.status()} ${response.url()}`)
  })
  const measure = (response: Response) =>
    bodies.push(
      response.body().then((body) => {
        const total = gzipSync(body).length
        return { total, script: response.request().resourceType() === 'script' ? total : 0 }
      }),
    )
  page.on('response', measure)
  page.on('pageerror', (error) => problems.push(`${address}: ${error.message}`))
  await page.route(
    (url) => url.origin !== origin,
    (route) => {
      problems.push(`${address} asks ${route.request().url()}`)
      return route.abort()
    },
  )
  await page.goto(origin + address)
  const inline = await page.evaluate(() =>
    [...document.querySelectorAll('script:not([src])')].map((script) => script.textContent).join(''),
  )
  // What the console loads when it is opened comes later, and is not part of the first load.
  page.off('response', measure)
  const sums = await Promise.all(bodies)
  transfers.set(address, {
    total: sums.reduce((sum, { total }) => sum + total, 0),
    script: sums.reduce((sum, { script }) => sum + script, gzipSync(inline).length),
  })
  return page
}

/** Opens everything that can be opened, so that axe sees it. */
async function prepare(page: Page): Promise<void> {
  await page.evaluate(axe.source)
  await page.addStyleTag({ content: '.panel { display: block !important } * { transition: none !important }' })
  await page.evaluate(() => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>('main details')) details.open = true
  })
}

/** The navigation is the same on all pages, and takes axe as long as the rest of one. */
async function violationsOf(page: Page, rules: string[], withoutNavigation: boolean): Promise<string[]> {
  const found = await page.evaluate(
    async ([rules, exclude]) => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(
        { exclude },
        { runOnly: rules, resultTypes: ['violations'] },
      )
      return violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target.join(' ')) }))
    },
    [rules, withoutNavigation ? [['.sidebar-pane']] : []] as const,
  )
  return found.map(({ id, targets }) => `${id}: ${targets.join(', ')}`)
}
