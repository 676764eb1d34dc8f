import { describe, expect, it } from 'vitest'
import { openBrowser } from './browser.ts'
import { site, siteFile, siteFiles } from './site-files.ts'

describe('every built page', () => {
  it('has no inline scripts, so that a host can forbid them', async () => {
    const pages = (await siteFiles('.html')).filter((file) => file !== 'offline.html')
    expect(pages.length).toBeGreaterThan(80)
    for (const file of pages) {
      const tags = (await siteFile(file)).match(/<[a-zA-Z][^>]*>/g) ?? []
      const scripts = tags.filter((tag) => /^<script\b/.test(tag) && !/\ssrc="/.test(tag))
      expect(
        scripts.filter((tag) => tag !== '<script type="application/json">'),
        file,
      ).toEqual([])
      expect(
        tags.filter((tag) => /\son[a-z]+=|javascript:/i.test(tag)),
        file,
      ).toEqual([])
    }
  })

  it('is light without JavaScript if the reader prefers that', async (context) => {
    const browser = await openBrowser(context)
    const backgrounds = ['light', 'dark'].map(async (colorScheme) => {
      const page = await browser.newPage({ javaScriptEnabled: false, colorScheme: colorScheme as 'light' | 'dark' })
      await page.goto(`file://${site}/guides/ids/index.html`)
      return page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)
    })
    expect(await Promise.all(backgrounds)).toEqual(['rgb(255, 255, 255)', expect.stringMatching(/rgb\((\d|1\d|2\d),/)])
  })
})
