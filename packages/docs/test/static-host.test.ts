import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { makeLinksRelative } from '../src/build/relative.ts'
import { openBrowser } from './browser.ts'
import { site } from './site-files.ts'

const types: Record<string, string> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

/** As strict as the pages allow: samples use style attributes for colours, and the console calls other hosts. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self' http: https:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

let host: Server
let origin: string
/** The site with a 404 page built with `--site https://example.org/some/base/`. */
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tms-host-'))
  await copyFile(join(site, '404.html'), join(folder, '404.html'))
  await makeLinksRelative(folder, new URL('https://example.org/some/base/'))
  // A static host with the site below a path.
  host = createHttpServer(async ({ url = '' }, response) => {
    const path = new URL(url, 'http://host').pathname.replace(/^\/some\/base\//, '').replace(/(^|\/)$/, '$1index.html')
    const body = url.startsWith('/some/base/') ? await readFile(join(site, path)).catch(() => undefined) : undefined
    response
      .writeHead(body ? 200 : 404, {
        'content-type': types[body ? extname(path) : '.html'] ?? 'application/octet-stream',
        'content-security-policy': policy,
      })
      .end(body ?? (await readFile(join(folder, '404.html'))))
  })
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`
})
afterAll(async () => {
  host.close()
  await rm(folder, { recursive: true })
})

it('pages work below a base path, and with inline scripts forbidden', async (context) => {
  const { page, failures } = await open(context, 'reference/test-runs/assign-test-run-case-user/')
  await page.locator('starlight-theme-select select').first().selectOption('dark')
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  await page.getByRole('link', { name: 'Try it' }).first().click()
  await page.locator('tms-console').getByRole('button', { name: 'Send', exact: true }).waitFor()
  expect(failures).toEqual([])
})

it('the 404 page is styled at any depth below a base path, and links to existing pages', async (context) => {
  const page = await (await openBrowser(context)).newPage()
  await page.goto(`${origin}/some/base/no/such/page/`)
  expect(await page.locator('h1').evaluate((heading) => getComputedStyle(heading).fontFamily)).toContain('system')
  await page.getByRole('main').getByRole('link', { name: 'every operation' }).click()
  await page.waitForURL(`${origin}/some/base/reference/`)
})

describe('the search, below a base path', () => {
  it('opens with Ctrl+K, and arrow keys select a result', async (context) => {
    const { page, failures } = await open(context)
    expect(await page.locator('h1').evaluate((heading) => getComputedStyle(heading).fontFamily)).toContain('system')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('assign')
    expect(await first(page).locator('strong').textContent()).toBe('Assign user to test run case')
    expect(await first(page).locator('.method').textContent()).toBe('PUT')
    expect(await first(page).locator('mark').first().textContent()).toMatch(/\w/)

    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${origin}/some/base/reference/test-runs/assign-test-run-case-user/**`)
    await page.getByRole('link', { name: 'Get users' }).first().click()
    await page.waitForURL(`${origin}/some/base/reference/users/list-users/`)
    expect(failures).toEqual([])
  })

  it('opens with a slash, and Enter opens the first result', async (context) => {
    const { page, failures } = await open(context)
    await page.keyboard.press('/')
    await page.keyboard.type('attach screenshot')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/(reference\/test-runs\/update-test-run-cases|guides\/results)\//)
    expect(failures).toEqual([])
  })

  it('closes with Escape, whatever was typed', async (context) => {
    const { page } = await open(context)
    await page.keyboard.press('/')
    await page.keyboard.type('assign')
    await first(page).waitFor()
    await page.keyboard.press('Escape')
    expect(await page.locator('site-search dialog').isVisible()).toBe(false)
    await page.keyboard.press('/')
    await page.keyboard.type('users')
    expect(await page.locator('site-search input').inputValue()).toBe('users')
  })

  it('ignores a slash typed into a field', async (context) => {
    const { page } = await open(context)
    await page.keyboard.press('/')
    await page.keyboard.type('a/b')
    expect(await page.locator('site-search input').inputValue()).toBe('a/b')
  })

  it('links to sections', async (context) => {
    const { page } = await open(context)
    await page.keyboard.press('/')
    await page.keyboard.type('gitlab ci')
    await page
      .getByRole('link', { name: /› GitLab CI/ })
      .first()
      .click()
    await page.waitForURL(`${origin}/some/base/guides/junit/#gitlab-ci`)
  })

  it('shows more than eight pages on request', async (context) => {
    const { page } = await open(context)
    await page.keyboard.press('/')
    await page.keyboard.type('test case')
    await first(page).waitFor()
    expect(await page.locator('site-search li').count()).toBe(8)
    await page.getByRole('button', { name: /^Show \d+ more$/ }).click()
    expect(await page.locator('site-search li').count()).toBeGreaterThan(20)
  })

  it('shows the corrected query, and reports if nothing was found', async (context) => {
    const { page } = await open(context)
    await page.keyboard.press('/')
    await page.keyboard.type('pagniation')
    await page.getByText(/pages? for “pagination”/).waitFor()
    expect(await first(page).locator('strong').textContent()).toBe('Pagination')
    await page.locator('site-search input').fill('zzzzqqqq')
    await page.getByText('No page: try other words, or fewer').waitFor()
  })
})

async function open(context: TestContext, path = 'schemas/users/'): Promise<{ page: Page; failures: string[] }> {
  const page = await (await openBrowser(context)).newPage()
  const failures: string[] = []
  page.on('response', (response) => response.ok() || failures.push(response.url()))
  page.on('console', (message) => message.type() === 'error' && failures.push(message.text()))
  await page.goto(`${origin}/some/base/${path}`, { waitUntil: 'networkidle' })
  return { page, failures }
}

function first(page: Page): Locator {
  return page.locator('site-search li a').first()
}
