import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import type { Browser, Page, Response } from 'playwright-core'

/** What a reader's browser fetches before anything is clicked, in bytes after gzip. */
export interface Transfer {
  total: number
  script: number
}

export interface PageReport {
  address: string
  /** Requests to other hosts, failed ones, and errors of scripts. */
  problems: string[]
  /** What axe finds, by theme. */
  violations: string[]
  transfer: Transfer
}

const operationPage = /^\/reference\/[^/]+\/[^/]+\/$/

/** The heaviest that the page of an operation may be, in bytes after gzip. */
const budget: Transfer = { total: 60_000, script: 15_000 }

const accessibilityRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']

/** Rules whose outcome depends on colours; the others need to run in one theme only. */
const colourRules = ['color-contrast', 'link-in-text-block']

/** Loads a page in a tab of its own and reports on it; with axe, in both themes. */
export async function inspect(
  browser: Browser,
  origin: string,
  address: string,
  { withAxe }: { withAxe: boolean },
): Promise<PageReport> {
  const tab = await browser.newContext({ colorScheme: 'light' })
  try {
    const page = await tab.newPage()
    const problems = watch(page, origin, address)
    const transfer = await load(page, origin + address)
    if (operationPage.test(address) && (transfer.total > budget.total || transfer.script > budget.script)) {
      problems.push(`weighs ${JSON.stringify(transfer)}, more than ${JSON.stringify(budget)}`)
    }
    const violations = withAxe ? await violationsInBothThemes(page, address) : []
    const named = (text: string) => `${address} ${text}`
    return { address, problems: problems.map(named), violations: violations.map(named), transfer }
  } finally {
    await tab.close()
  }
}

function watch(page: Page, origin: string, address: string): string[] {
  const problems: string[] = []
  page.on('response', (response) => {
    if (!response.ok() && !address.startsWith('/no/')) problems.push(`${response.status()} ${response.url()}`)
  })
  page.on('pageerror', (error) => problems.push(error.message))
  void page.route(
    (url) => url.origin !== origin,
    (route) => {
      problems.push(`asks ${route.request().url()}`)
      return route.abort()
    },
  )
  return problems
}

async function load(page: Page, url: string): Promise<Transfer> {
  const bodies: Promise<Transfer>[] = []
  const measure = (response: Response) =>
    bodies.push(
      response.body().then((body) => {
        const total = gzipSync(body).length
        return { total, script: response.request().resourceType() === 'script' ? total : 0 }
      }),
    )
  page.on('response', measure)
  await page.goto(url)
  const inline = await page.evaluate(() =>
    [...document.querySelectorAll('script:not([src])')].map((script) => script.textContent).join(''),
  )
  // What the console loads when it is opened comes later, and is not part of the first load.
  page.off('response', measure)
  const sums = await Promise.all(bodies)
  return {
    total: sums.reduce((sum, { total }) => sum + total, 0),
    script: sums.reduce((sum, { script }) => sum + script, gzipSync(inline).length),
  }
}

async function violationsInBothThemes(page: Page, address: string): Promise<string[]> {
  await openEverything(page)
  // The navigation is the same on all pages, and takes axe as long as the rest of one.
  const exclude = operationPage.test(address) && !/list/.test(address) ? [['.sidebar-pane']] : []
  const light = await violationsOf(page, accessibilityRules, exclude)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark')
  const dark = await violationsOf(page, colourRules, exclude)
  return [...light.map((text) => `light ${text}`), ...dark.map((text) => `dark ${text}`)]
}

/** So that axe sees it. */
async function openEverything(page: Page): Promise<void> {
  await page.evaluate(axe.source)
  await page.addStyleTag({ content: '.panel { display: block !important } * { transition: none !important }' })
  await page.evaluate(() => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>('main details')) details.open = true
  })
  // Code that scrolls is made reachable with the keyboard once the browser is idle.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('pre')].every((pre) => pre.scrollWidth <= pre.clientWidth || pre.tabIndex === 0),
  )
}

async function violationsOf(page: Page, rules: string[], exclude: string[][]): Promise<string[]> {
  const found = await page.evaluate(
    async ([rules, exclude]) => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(
        { exclude },
        { runOnly: rules, resultTypes: ['violations'] },
      )
      return violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target.join(' ')) }))
    },
    [rules, exclude] as const,
  )
  return found.map(({ id, targets }) => `${id}: ${targets.join(', ')}`)
}
