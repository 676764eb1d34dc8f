import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { focusedName, keyField, openConsole, send, sendButton, useTheme, violations } from '../../console/browser.ts'
import { addressOf } from '../../console/operations.ts'
import { open, openOperation } from '../../console/site.ts'
import { origin, server, serveSite } from '../../serve-site.ts'

serveSite()

describe('the element of the console', () => {
  it('without JavaScript, points to the curl sample', async (test) => {
    const { page, ui } = await openOperation(test, 'listUsers', { javaScriptEnabled: false })
    await page.getByText('Send a request from this page').click()
    const noscript = page.locator('tms-console noscript')
    expect(await noscript.isVisible()).toBe(true)
    expect(await noscript.textContent()).toBe(
      'The console needs JavaScript, which is off. The curl sample on this page sends the same request.',
    )
    expect(await ui.getByText('Loading the console').isVisible()).toBe(false)
  })

  it('is small until a reader opens it', async (test) => {
    const { page, addresses } = await openOperation(test, 'createTestCase')
    await page.waitForLoadState('networkidle')
    const scripts = addresses.filter((address) => address.endsWith('.js'))
    const loader = scripts.find((address) => address.includes('TryIt')) ?? ''
    expect(gzipSync(await (await fetch(loader)).bytes()).length).toBeLessThan(1200)
    const data = await page.locator('tms-console script').textContent()
    expect(data?.length).toBeLessThan(8000)
    await openConsole(page)
    expect(addresses.filter((address) => address.endsWith('.js'))).toHaveLength(scripts.length + 1)
  })

  it('reports if the console cannot be loaded', async (test) => {
    const { page, ui } = await openOperation(test, 'listUsers')
    await page.route('**/*.js', (route) => route.abort())
    await page.getByText('Send a request from this page').click()
    await ui.getByText('The console could not be loaded').waitFor()
  })
})

describe('the key', () => {
  it('is only in the session storage', async (test) => {
    const key = server.apiKey
    const { page, ui, context, addresses } = await open(test, 'listUsers')
    await send(page)
    await ui.getByRole('button', { name: 'Show the API key' }).click()
    await ui.getByRole('button', { name: 'Hide the API key' }).click()
    const seen = await page.evaluate(() => ({
      address: location.href,
      history: JSON.stringify(history.state),
      local: JSON.stringify(localStorage),
      cookies: document.cookie,
      markup: document.documentElement.outerHTML + document.querySelector('tms-console')?.shadowRoot?.innerHTML,
      text: document.querySelector('tms-console')?.shadowRoot?.textContent,
    }))
    for (const [place, text] of Object.entries(seen)) expect(text ?? '', place).not.toContain(key)
    expect(JSON.stringify(await context.cookies())).toBe('[]')
    expect(addresses.join('\n')).toContain('/api/v1/users')
    expect(addresses.join('\n')).not.toContain(key)
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).toContain(key)
  })

  it('is kept for the next page of the tab, only for the same origin, until it is forgotten', async (test) => {
    const { page, ui } = await open(test, 'listUsers')
    await page.goto(origin + addressOf('listLabels'))
    await openConsole(page)
    expect(await keyField(page).inputValue()).toBe(server.apiKey)
    expect(await keyField(page).getAttribute('type')).toBe('password')
    await ui.getByLabel('Base URL').selectOption('https://arcus.testsigma.com/api/v1')
    expect(await keyField(page).inputValue()).toBe('')
    await ui.getByText('Generate a key in the Testsigma application').waitFor()
    await ui.getByLabel('Base URL').selectOption(`${origin}/api/v1`)
    expect(await keyField(page).inputValue()).toBe(server.apiKey)
    await ui.getByRole('button', { name: 'Forget the API key' }).click()
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(server.apiKey)
  })

  it('is sent to no server before the request', async (test) => {
    const headers: string[] = []
    const { page } = await openOperation(test, 'listUsers')
    page.on('request', (request) => void headers.push(JSON.stringify(request.headers())))
    await openConsole(page)
    await keyField(page).fill(server.apiKey)
    expect(headers.join()).not.toContain(server.apiKey)
  })
})

it('can be reached and sent with the keyboard only', async (test) => {
  const { page, ui } = await openOperation(test, 'assignTestRunCaseUser')
  const tab = async (name: string) => {
    for (let presses = 0; presses < 100; presses += 1) {
      await page.keyboard.press('Tab')
      if ((await focusedName(page)) === name) return
    }
    throw new Error(`The tab key does not lead to ${name}`)
  }
  await tab('Skip to content')
  await page.keyboard.press('Enter')
  await tab('Send a request from this page')
  await page.keyboard.press('Enter')
  await sendButton(page).waitFor()
  await tab('API key')
  await page.keyboard.type(server.apiKey)
  await tab('Send')
  await page.keyboard.press('Enter')
  await ui.getByText('200 OK').waitFor()
  await tab('Copy: Body')
})

describe('in both themes', () => {
  it.for([1200, 390])('it has nothing that axe finds fault with, %i pixels wide', async (width, test) => {
    const viewport = { width, height: 900 }
    const { page, ui } = await open(test, 'updateTestRunCases', { viewport })
    await ui.getByLabel('Content-Type').selectOption('multipart/form-data')
    await ui.getByRole('button', { name: 'Add a file' }).click()
    await sendButton(page).click()
    await ui.getByText('Not sent:').waitFor()
    expect(await violationsInBothThemes(page)).toEqual([])
    await ui.getByRole('button', { name: 'Send anyway' }).click()
    await ui.getByText('The same with curl').waitFor()
    await ui.getByText(/^Headers \(/).click()
    expect(await violationsInBothThemes(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)

    await page.goto(origin + addressOf('createTestCase'))
    await openConsole(page)
    await keyField(page).fill('wrong')
    await send(page)
    expect(await violationsInBothThemes(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  })

  async function violationsInBothThemes(page: Page): Promise<string[]> {
    const found: string[] = []
    for (const theme of ['light', 'dark'] as const) {
      await useTheme(page, theme)
      found.push(...(await violations(page)).map((text) => `${theme} ${text}`))
    }
    return found
  }
})
