import { createServer, type Server } from '@testsigma-tms/server'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import {
  askFor,
  describedBy,
  focused,
  keyField,
  openConsole,
  openPage,
  openTab,
  send,
  sendButton,
  shownCurl,
  useAddress,
} from '../../console/browser.ts'
import { addressOf } from '../../console/operations.ts'
import { open, openOperation } from '../../console/site.ts'
import { origin, server, serveSite } from '../../serve-site.ts'

serveSite()

describe('suggests what to do about', () => {
  it('a wrong key', async (test) => {
    const { page, ui } = await open(test, 'listUsers', { key: 'wrong' })
    await send(page)
    const notice = await focused(page)
    expect(notice).toContain('does not know this API key')
    expect(notice).toContain('The local server prints a key when it starts')
    expect(await ui.getByRole('link', { name: 'Generate a key' }).last().getAttribute('href')).toBe(
      `${origin}/authentication/#generate-a-key`,
    )
    await ui.getByText('401 Unauthorized').waitFor()
  })

  it('a missing key, before and after sending', async (test) => {
    const { page, ui } = await open(test, 'listUsers', { key: '' })
    await sendButton(page).click()
    expect(await focused(page)).toContain('API key: missing: without a key the API returns 401')
    await ui.getByRole('button', { name: 'Send anyway' }).click()
    await ui.getByText('requires an API key, but none was sent').waitFor()
    expect(await shownCurl(page)).not.toContain('Authorization')
  })

  it('a stopped server', async (test) => {
    const other = await createServer({ docs: inject('site') })
    const { page } = await openPage(test, (await other.listen({ port: 0 })) + addressOf('listUsers'))
    await openConsole(page)
    await keyField(page).fill(other.apiKey)
    await other.close()
    await send(page)
    expect(await focused(page)).toMatch(
      /Nothing responds at 127\.0\.0\.1:\d+\.\s*Start the local server: npx -y pnpm@12 start/,
    )
  })

  it('a wrong field, at the field, before it is sent', async (test) => {
    const { page, ui } = await open(test, 'assignTestRunCaseUser')
    const user = ui.getByLabel('user_id required')
    await user.fill('nobody')
    await user.press('Tab')
    await ui.getByText('must be a UUID', { exact: true }).waitFor()
    await sendButton(page).click()
    expect(await focused(page)).toContain('user_id: must be a UUID')
    await ui.getByRole('button', { name: 'user_id: must be a UUID' }).click()
    expect(await user.evaluate((field) => field.getRootNode() instanceof ShadowRoot && field.matches(':focus'))).toBe(
      true,
    )
    expect(await user.getAttribute('aria-invalid')).toBe('true')
  })

  it('a wrong field, at the field, with the message of the API', async (test) => {
    const { page, ui } = await open(test, 'assignTestRunCaseUser')
    await ui.getByLabel('user_id required').fill('nobody')
    await ui.getByLabel('test_case_id required').fill('')
    await sendButton(page).click()
    await ui.getByRole('button', { name: 'Send anyway' }).click()
    await ui.getByText('422 Unprocessable').waitFor()
    expect(await focused(page)).toContain('user_id: must be a UUID, got "nobody"')
    expect(await describedBy(page, 'user_id required')).toContain('must be a UUID, got "nobody"')
    expect(await describedBy(page, 'test_case_id required')).toContain('required')
  })

  it('an unknown ID, at its field', async (test) => {
    const nobody = '00000000-0000-4000-8000-000000000000'
    const { page, ui } = await open(test, 'assignTestRunCaseUser')
    await ui.getByLabel('user_id required').fill(nobody)
    await send(page)
    expect(await describedBy(page, 'user_id required')).toContain(`user not found with ID: ${nobody}`)
  })

  it.for([
    ['rate-limit', 'Too many requests: a key may send about ten a second'],
    ['500', 'internal server error'],
    ['reset', 'The connection was lost'],
    ['truncate', 'The connection was lost'],
    ['redirect=https://elsewhere.example/', 'responded with a redirect, which was not followed'],
  ] as const)('the fault %s', async ([fault, words], test) => {
    const { page, addresses } = await open(test, 'listUsers')
    await askFor(page, fault)
    await send(page)
    expect(await focused(page)).toContain(words)
    expect(addresses.filter((address) => !address.startsWith(origin) && !/^(data|blob):/.test(address))).toEqual([])
  })

  it('a body that does not match its content type', async (test) => {
    const { page, ui } = await open(test, 'listUsers')
    await askFor(page, 'malformed')
    await send(page)
    await ui.getByText('The header says JSON, but the body is not JSON.').waitFor()
  })

  it('a server that takes too long, and a request that the reader cancels', async (test) => {
    const { page, ui } = await openOperation(test, 'createProject')
    await page.clock.install()
    await openConsole(page)
    await keyField(page).fill(server.apiKey)
    await askFor(page, 'delay=60000')
    await sendButton(page).click()
    await ui.getByText('Sending …').waitFor()
    await page.clock.fastForward(31_000)
    await ui.getByText('did not respond within 30 seconds').waitFor()
    await ui.getByText('may have processed it').waitFor()
    await sendButton(page).click()
    await ui.getByRole('button', { name: 'Cancel' }).click()
    await ui.getByText('You cancelled the request.').waitFor()
    expect(await sendButton(page).evaluate((button) => button.matches(':focus'))).toBe(false)
    expect(await focused(page)).toContain('You cancelled')
  })

  it('a browser without a network', async (test) => {
    const { page, context } = await open(test, 'listUsers')
    await context.setOffline(true)
    await send(page)
    expect(await focused(page)).toContain('This browser is offline')
  })

  it('a page loaded over https, and a server that uses http', async (test) => {
    const { page } = await openTab(test)
    onTestFinished(() => page.context().close())
    await page.route('https://docs.test/**', async (route) => {
      const response = await server.fetch(route.request().url())
      const headers = Object.fromEntries(response.headers)
      await route.fulfill({ status: response.status, headers, body: Buffer.from(await response.bytes()) })
    })
    await page.goto(`https://docs.test${addressOf('listUsers')}`)
    await openConsole(page)
    await useAddress(page, 'http://api.test/api/v1')
    await keyField(page).fill('any')
    await send(page)
    expect(await focused(page)).toContain('mixed content')
  })

  it('an invalid URL', async (test) => {
    const { page, ui } = await open(test, 'listUsers')
    await useAddress(page, 'ftp://x.test')
    await sendButton(page).click()
    expect(await focused(page)).toContain('must be an address such as')
    expect(await ui.getByRole('button', { name: 'Send anyway' }).count()).toBe(0)
  })
})

describe('a server of another origin', () => {
  it('is read if it allows pages of this machine', async (test) => {
    const { page, ui } = await open(test, 'listUsers')
    const other = await startOther()
    await useAddress(page, `${other.origin}/api/v1`)
    await keyField(page).fill(other.apiKey)
    await send(page)
    await ui.getByText('200 OK').waitFor()
    await ui.getByText(/^Headers \(/).click()
    await ui.getByText('x-request-id').waitFor()
  })

  it('that refuses is distinguished from one that is stopped', async (test) => {
    const { page } = await open(test, 'listUsers')
    const other = await startOther('none')
    await useAddress(page, `${other.origin}/api/v1`)
    await keyField(page).fill(other.apiKey)
    await send(page)
    expect(await focused(page)).toContain(`does not allow pages of ${origin} (CORS)`)
    expect(await focused(page)).toContain(`npx -y pnpm@12 start --cors ${origin}`)
    await other.close()
    await send(page)
    expect(await focused(page)).toContain('Nothing responds at')
  })

  async function startOther(cors?: string): Promise<Server & { origin: string }> {
    const other = await createServer(cors === undefined ? {} : { cors })
    let isOpen = true
    const close = async () => {
      if (isOpen) await other.close()
      isOpen = false
    }
    onTestFinished(close)
    return { ...other, close, origin: await other.listen({ port: 0 }) }
  }
})
