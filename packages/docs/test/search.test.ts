import { readFile } from 'node:fs/promises'
import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from './browser.ts'
import { site } from './site-files.ts'

const types: Record<string, string> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

let host: Server
let origin: string
beforeAll(async () => {
  // A static host that has the site below a path.
  host = createHttpServer(async ({ url = '' }, response) => {
    const path = new URL(url, 'http://host').pathname.replace(/^\/some\/base\//, '').replace(/(^|\/)$/, '$1index.html')
    const body = url.startsWith('/some/base/') ? await readFile(join(site, path)).catch(() => undefined) : undefined
    response
      .writeHead(body ? 200 : 404, { 'content-type': types[extname(path)] ?? 'application/octet-stream' })
      .end(body)
  })
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`
})
afterAll(() => {
  host.close()
})

describe('below a base path', () => {
  it('pages have their styles and scripts, and search finds the operation first', async (context) => {
    const page = await (await openBrowser(context)).newPage()
    page.setDefaultTimeout(15_000)
    const failures: string[] = []
    page.on('response', (response) => response.ok() || failures.push(response.url()))
    await page.goto(`${origin}/some/base/schemas/users/`)
    expect(await page.locator('h1').evaluate((heading) => getComputedStyle(heading).fontFamily)).toContain('system')

    await page.keyboard.press('Control+k')
    await page.keyboard.type('assign')
    const first = page.locator('site-search li a').first()
    await first.waitFor()
    expect(await first.locator('strong').textContent()).toBe('Assign user to test run case')
    expect(await first.locator('.method').textContent()).toBe('PUT')

    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${origin}/some/base/reference/test-runs/assign-test-run-case-user/**`)
    await page.getByRole('link', { name: 'Get users' }).first().click()
    await page.waitForURL(`${origin}/some/base/reference/users/list-users/`)
    expect(failures).toEqual([])
  })
})
