import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { violationsInBothThemes } from './axe.ts'

/** Transfer size of the initial page load, in bytes after gzip. */
export interface Transfer {
  total: number
  script: number
}

export interface PageReport {
  address: string
  /** Requests to other hosts, failed requests, and script errors. */
  problems: string[]
  /** Violations found by axe, by theme. */
  violations: string[]
  transfer: Transfer
}

const operationPage = /^\/reference\/[^/]+\/[^/]+\/$/

/** Maximum transfer size of an operation page, in bytes after gzip. */
const budget: Transfer = { total: 45_000, script: 10_000 }

/** Inspects pages one after another in one tab, which cannot reach other hosts. */
export class PageInspector {
  readonly #origin: string
  readonly #context: BrowserContext
  readonly #page: Page
  /** The resources fetched by the current page. */
  #fetched: { url: string; isScript: boolean }[] = []
  #problems: string[] = []

  private constructor(origin: string, context: BrowserContext, page: Page) {
    this.#origin = origin
    this.#context = context
    this.#page = page
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== origin) this.#problems.push(`asks ${request.url()}`)
    })
    page.on('pageerror', (error) => this.#problems.push(error.message))
    page.on('response', (response) => {
      const url = response.url()
      this.#fetched.push({ url, isScript: response.request().resourceType() === 'script' })
      if (response.status() >= 400 && !url.startsWith(`${origin}/no/`))
        this.#problems.push(`${response.status()} ${url}`)
    })
  }

  static async open(browser: Browser, origin: string): Promise<PageInspector> {
    const context = await browser.newContext({ colorScheme: 'light' })
    return new PageInspector(origin, context, await context.newPage())
  }

  /** Loads a page and reports on it; with axe, in both themes, except for styles that were already checked. */
  async inspect(
    address: string,
    { withAxe, checked }: { withAxe: boolean; checked?: Set<string> },
  ): Promise<PageReport> {
    this.#fetched = []
    this.#problems = []
    await this.#page.emulateMedia({ colorScheme: 'light' })
    await this.#page.goto(this.#origin + address)
    const transfer = await this.#transfer()
    if (operationPage.test(address) && (transfer.total > budget.total || transfer.script > budget.script)) {
      this.#problems.push(`weighs ${JSON.stringify(transfer)}, more than ${JSON.stringify(budget)}`)
    }
    // The navigation is the same on all pages, and takes axe as long as the rest of a page: the landing page keeps it.
    const leaveOut = address === '/' ? [] : ['.sidebar-pane']
    const violations = withAxe ? await violationsInBothThemes(this.#page, leaveOut, checked) : []
    const named = (text: string) => `${address} ${text}`
    return { address, problems: this.#problems.map(named), violations: violations.map(named), transfer }
  }

  async close(): Promise<void> {
    await this.#context.close()
  }

  /** What the console loads when it is opened is not part of the initial load. */
  async #transfer(): Promise<Transfer> {
    const inline = await this.#page.evaluate(() =>
      [...document.querySelectorAll('script:not([src])')].map((script) => script.textContent).join(''),
    )
    const transfer = { total: 0, script: gzipSync(inline).length }
    for (const { url, isScript } of this.#fetched) {
      const size = url.startsWith(this.#origin) ? await sizeOf(url) : 0
      transfer.total += size
      if (isScript) transfer.script += size
    }
    return transfer
  }
}

const sizes = new Map<string, Promise<number>>()

/** The size of a file after gzip; shared files are measured once. */
function sizeOf(url: string): Promise<number> {
  const size =
    sizes.get(url) ??
    fetch(url)
      .then((response) => response.bytes())
      .then((body) => gzipSync(body).length)
  sizes.set(url, size)
  return size
}
