import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openBrowser } from '../browser.ts'
import { run } from '../tools.ts'

const types: Record<string, string> = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript' }

it('one command builds for a host, from anywhere, and its page for unknown addresses is styled', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'tms-host-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const site = join(folder, 'site')
  const build = resolve(import.meta.dirname, '../../build.ts')
  // Without the tools of any package on the PATH, as a person's shell has none.
  const env = { ...process.env, PATH: '/usr/bin:/bin' }
  await run(process.execPath, [build, '--out', site, '--site', 'https://example.org/base/'], { cwd: folder, env })
  expect(await readFile(join(site, 'sitemap.xml'), 'utf8')).toContain('<loc>https://example.org/base/guides/ids/</loc>')

  const host = createServer(async ({ url = '' }, response) => {
    const file = url.replace(/^\/base\//, '').replace(/\?.*$/, '')
    const body = await readFile(join(site, file)).catch(() => undefined)
    const type = types[extname(body ? file : '404.html')] ?? 'application/octet-stream'
    response.writeHead(body ? 200 : 404, { 'content-type': type }).end(body ?? (await readFile(join(site, '404.html'))))
  })
  onTestFinished(() => void host.close())
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
  const page = await (await openBrowser(context)).newPage()
  await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/base/no/such/page/`)
  expect(await page.locator('h1').evaluate((heading) => getComputedStyle(heading).fontFamily)).toContain('system')
})
