import axe from 'axe-core'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { onTestFinished, type TestContext } from 'vitest'
import { openBrowser } from '../browser.ts'

export interface Opened {
  page: Page
  /** The console on the page. */
  ui: Locator
  context: BrowserContext
  /** All requested URLs. */
  addresses: string[]
  /** Errors of scripts. */
  problems: string[]
}

export interface Options {
  viewport?: { width: number; height: number }
  theme?: 'light' | 'dark'
  javaScriptEnabled?: boolean
}

/** Opens a tab that shares no state with others. */
export async function openTab(test: TestContext, options: Options = {}): Promise<Opened> {
  const { viewport = { width: 1200, height: 900 }, javaScriptEnabled = true } = options
  const permissions = ['clipboard-read', 'clipboard-write']
  const context = await (await openBrowser(test)).newContext({ viewport, javaScriptEnabled, permissions })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const addresses: string[] = []
  const problems: string[] = []
  page.on('request', (request) => addresses.push(request.url()))
  page.on('pageerror', (error) => problems.push(error.message))
  return { page, ui: consoleOf(page), context, addresses, problems }
}

/** Opens a page in a new tab, which is closed after the test. */
export async function openPage(test: TestContext, url: string, options: Options = {}): Promise<Opened> {
  const opened = await openTab(test, options)
  onTestFinished(() => opened.context.close())
  await opened.page.goto(url)
  await useTheme(opened.page, options.theme ?? 'light')
  return opened
}

export async function useTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.locator('html').evaluate((html, theme) => html.setAttribute('data-theme', theme), theme)
}

function consoleOf(page: Page): Locator {
  return page.locator('tms-console')
}

/** Opens the console of a page. */
export async function openConsole(page: Page): Promise<void> {
  await page.getByText('Send a request from this page').click()
  await sendButton(page).waitFor()
}

export function sendButton(page: Page): Locator {
  return consoleOf(page).getByRole('button', { name: 'Send', exact: true })
}

export function keyField(page: Page): Locator {
  return consoleOf(page).getByLabel('API key', { exact: true })
}

/** Sends the request of the console, and waits for the outcome. */
export async function send(page: Page): Promise<void> {
  await sendButton(page).click()
  await consoleOf(page).getByText('The same with curl').waitFor()
}

/** The body of the response, as shown. */
export async function shownResponse(page: Page) {
  return JSON.parse((await consoleOf(page).getByRole('region', { name: 'Body' }).textContent()) ?? '')
}

export async function shownCurl(page: Page): Promise<string> {
  return (await consoleOf(page).getByRole('region', { name: 'The same with curl' }).textContent()) ?? ''
}

/** Requests a fault of the local server with every API request of the page. */
export async function askFor(page: Page, fault: string): Promise<void> {
  await page.route('**/api/v1/**', (route) =>
    route.continue({ headers: { ...route.request().headers(), 'x-tms-fault': fault } }),
  )
}

/** Enters a base URL that is not in the contract. */
export async function useAddress(page: Page, address: string): Promise<void> {
  await consoleOf(page).getByLabel('Base URL').selectOption('Another address')
  await consoleOf(page).getByLabel('Another address').fill(address)
  await consoleOf(page).getByLabel('Another address').blur()
}

/** The text of the focused element. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement
    return focused?.textContent ?? ''
  })
}

/** The accessible name of the focused element. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement
    const label = focused instanceof HTMLInputElement ? focused.labels?.[0] : focused
    return focused?.getAttribute('aria-label') ?? label?.textContent?.trim() ?? ''
  })
}

/** The description of a field: its hint, and the problem shown. */
export function describedBy(page: Page, label: string): Promise<string> {
  return consoleOf(page)
    .getByLabel(label)
    .evaluate((field) => {
      const ids = field.getAttribute('aria-describedby')?.split(' ') ?? []
      return ids.map((id) => (field.getRootNode() as ShadowRoot).getElementById(id)?.textContent).join(' ')
    })
}

/** Violations of WCAG 2.1 AA that axe finds in the console. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']
    const { violations } = await run({ include: ['details[data-try-it]'] }, { runOnly: { type: 'tag', values } })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    )
  })
}
