import type { Locator, Page } from 'playwright-core'
import { describe, expect, it, type TestContext } from 'vitest'
import { openBrowser } from './browser.ts'
import { origin, serveSite } from './serve-site.ts'
import { operationIds, seed } from './tools.ts'

serveSite()

describe.each(operationIds)('without JavaScript, the page of %s', (operationId) => {
  it('contains everything on the vendor’s page', async (context) => {
    const { title, texts, fields, address } = await facts()
    const page = await openPage(context, address)
    expect(await page.locator('h1').textContent()).toBe(title)
    const text = (await page.locator('main').allInnerTexts()).join(' ').replaceAll(/\s+/g, ' ')
    for (const fact of texts) expect(text).toContain(fact)
    const names = await page.locator('.field-name').allInnerTexts()
    expect(names).toEqual(expect.arrayContaining(fields))
  })

  it('describes each of its fields', async (context) => {
    const { fields, address } = await facts()
    const page = await openPage(context, address)
    for (const name of fields) {
      const field = page
        .locator('.field')
        .filter({ has: page.locator(`:scope > .field-head .field-name`, { hasText: name }) })
      const [description = ''] = await field.locator(':scope > .prose').allInnerTexts()
      expect(description, name).toMatch(/\w+ \w+/)
    }
  })

  it('shows its samples and its response exactly', async (context) => {
    const page = await openPage(context, (await facts()).address)
    const shown = await Promise.all((await page.locator('.samples pre').all()).map(codeOf))
    for (const file of ['curl.sh', 'fetch.js', 'requests.py']) {
      expect(shown).toContain((await seed(operationId, file)).trimEnd())
    }
    const response = JSON.parse(await seed(operationId, 'response.json'))
    expect(shown).toContain(JSON.stringify(response, null, 2))
  })

  it('links to the page about keys', async (context) => {
    const page = await openPage(context, (await facts()).address)
    await page.getByRole('link', { name: 'Generate a key' }).click()
    expect(page.url()).toBe(`${origin}/authentication/#generate-a-key`)
    await page.getByRole('heading', { name: 'Generate a key' }).waitFor()
    expect((await page.locator('main').allInnerTexts()).join(' ')).toContain('Settings → API Keys')
  })

  async function facts(): Promise<{ address: string; title: string; texts: string[]; fields: string[] }> {
    return JSON.parse(await seed(operationId, 'page.json'))
  }

  async function openPage(context: TestContext, address: string): Promise<Page> {
    const browser = await openBrowser(context)
    const page = await browser.newPage({ javaScriptEnabled: false })
    page.setDefaultTimeout(10_000)
    await page.goto(origin + address)
    return page
  }
})

async function codeOf(block: Locator): Promise<string> {
  const lines = await block.locator('.ec-line').allTextContents()
  return lines.map((line) => line.replace(/\n$/, '')).join('\n')
}
