/**
 * Lighthouse scores of three pages of the built docs, served with gzip like on any static host. Build the docs first.
 * Lighthouse is fetched by npx; the browser is that at CHROMIUM_PATH, otherwise /usr/bin/chromium.
 */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

const site = resolve(import.meta.dirname, '../../docs/dist')
const pages = ['/', '/reference/users/list-users/', '/reference/test-runs/assign-test-run-case-user/']
const categories = ['performance', 'accessibility', 'best-practices', 'seo']
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

const host = createServer(async ({ url = '' }, response) => {
  const path = new URL(url, 'http://host').pathname.replace(/\/$/, '/index.html')
  const body = await readFile(join(site, path)).catch(() => undefined)
  const type = types[extname(path)] ?? 'text/plain; charset=utf-8'
  response.writeHead(body ? 200 : 404, { 'content-type': type, 'content-encoding': 'gzip' })
  response.end(gzipSync(body ?? 'not found'))
})
await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
try {
  for (const page of pages) console.log(`${page.padEnd(55)} ${await scores(page)}`)
} finally {
  host.close()
}

async function scores(page: string): Promise<string> {
  const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}${page}`
  const options = [
    '--quiet',
    '--output=json',
    '--no-enable-error-reporting',
    `--only-categories=${categories.join()}`,
    '--chrome-flags=--headless=new --no-sandbox --disable-quic --disable-background-networking',
  ]
  const { stdout } = await promisify(execFile)('npx', ['-y', 'lighthouse@12.8.2', url, ...options], {
    maxBuffer: 64_000_000,
    env: { ...process.env, CHROME_PATH: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' },
  })
  const report: { categories: Record<string, { score: number }> } = JSON.parse(stdout)
  return categories.map((name) => `${name} ${Math.round((report.categories[name]?.score ?? 0) * 100)}`).join(', ')
}
