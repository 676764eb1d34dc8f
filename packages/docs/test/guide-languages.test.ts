import { expect, it } from 'vitest'
import { openBrowser } from './browser.ts'
import { origin, serveSite } from './serve-site.ts'

serveSite()

it('the language selected on an operation page applies to guides, and vice versa', async (context) => {
  const tab = await (await openBrowser(context)).newContext()
  const page = await tab.newPage()
  await page.goto(`${origin}/reference/users/list-users/`)
  await page.getByRole('radio', { name: 'Python' }).check()
  await page.goto(`${origin}/guides/quickstart/`)
  const groups = page.locator('.switcher')
  expect(await groups.count()).toBe(2)
  expect(await page.locator('.panel:visible').allTextContents()).toEqual([
    expect.stringContaining('requests.get('),
    expect.stringContaining('requests.put('),
  ])

  // All tab groups of a page follow one selection.
  await groups.first().getByRole('radio', { name: 'TypeScript' }).check()
  expect(await page.locator('.panel:visible').allTextContents()).toEqual([
    expect.stringContaining('tms.users.list()'),
    expect.stringContaining('testRuns.assignUser('),
  ])
  await page.goto(`${origin}/reference/labels/list-labels/`)
  expect(await page.getByRole('radio', { name: 'TypeScript' }).isChecked()).toBe(true)
  await tab.close()
})

it('without JavaScript, a guide shows the code in every language', async (context) => {
  const page = await (await openBrowser(context)).newPage({ javaScriptEnabled: false })
  await page.goto(`${origin}/guides/quickstart/`)
  const text = (await page.locator('main').allInnerTexts()).join()
  for (const part of ['curl "$TESTSIGMA_BASE_URL/users"', 'tms.users.list()', 'requests.get('])
    expect(text).toContain(part)
})
