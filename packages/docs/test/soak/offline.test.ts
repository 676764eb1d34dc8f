import { createServer, type Server } from '@testsigma-tms/server'
import type { Json } from '@testsigma-tms/spec/contract'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it, type TestContext } from 'vitest'
import { contract } from '../../src/contract.ts'
import { languages } from '../../src/samples/index.ts'
import { makeSamples } from '../../src/samples/sample.ts'
import { openBrowser } from '../browser.ts'
import { seed } from '../tools.ts'

const folder = inject('site')

const PATIENCE = { timeout: 60_000 }

describe('the offline page in a browser', () => {
  const operations = [
    {
      operationId: 'assignTestRunCaseUser',
      method: 'PUT',
      path: '/projects/{project_id}/test_runs/{test_run_id}/assign_user',
      inputs: ['project_id', 'test_run_id', 'user_id', 'test_case_id'],
    },
    { operationId: 'listUsers', method: 'GET', path: '/users', inputs: ['page_size', 'cursor'] },
  ] as const

  let server: Server
  let origin: string
  /** Opened once for all tests, because the page takes seconds to render. */
  let opened: ReturnType<typeof openPage> | undefined
  beforeAll(async () => {
    server = await createServer({ docs: folder })
    origin = await server.listen({ port: 0 })
  })
  afterAll(async () => {
    await server.close()
  })

  it('requests no other host, and has no errors', async (context) => {
    const { page, requests, problems } = await openOnce(context)
    for (const { operationId, path } of operations) await showOperation(page, operationId, path)
    const dialog = page.getByTestId('search-dialog')
    // The page may still be busy with rendering, and ignore the key.
    await expect
      .poll(async () => {
        if (!(await dialog.isVisible())) await page.keyboard.press('Control+k')
        return dialog.isVisible()
      }, PATIENCE)
      .toBe(true)
    await dialog.locator('input').fill('responsible')
    await dialog.getByText('Assign user to test run case').waitFor()
    // A delayed key press may have opened the dialog again.
    await expect
      .poll(async () => {
        await page.keyboard.press('Escape')
        return dialog.isVisible()
      }, PATIENCE)
      .toBe(false)
    expect(requests).toEqual([`${origin}/offline.html`])
    expect(problems).toEqual([])
  })

  it('lists both operations with method and path, and the base URLs', async (context) => {
    const { page } = await openOnce(context)
    for (const { url } of contract.servers) await page.getByText(url, { exact: true }).first().waitFor()
    for (const { method, path } of operations) {
      const link = operationLink(page, path)
      await link.waitFor()
      // Capitals are only a style.
      expect(await link.textContent()).toBe(method.toLowerCase() + path)
    }
  })

  describe.each(operations)('$operationId', ({ operationId, path, inputs }) => {
    it('has each sample with the name of its language', async (context) => {
      const { page } = await openOnce(context)
      const panel = (await showOperation(page, operationId, path)).locator('.panel-request-samples')
      const samples = makeSamples(contract).find((operation) => operation.operationId === operationId)?.samples ?? []
      expect(samples).toHaveLength(languages.length)
      for (const { label, text } of samples) {
        await panel.locator('button[aria-haspopup=menu]').last().click()
        // Dispatched as an event, because the menu may open outside the window.
        await page.getByRole('menuitem', { name: label, exact: true }).dispatchEvent('click')
        await expect.poll(() => panel.getByTestId('source-code').textContent(), PATIENCE).toBe(text)
      }
    })

    it('shows the fields of request and response', async (context) => {
      const { page } = await openOnce(context)
      const section = await showOperation(page, operationId, path)
      const fields = [...inputs, ...fieldsOf(JSON.parse(await seed(operationId, 'response.json')))]
      await expect.poll(() => visibleFieldsOf(section), PATIENCE).toEqual(expect.arrayContaining(fields))
    })
  })

  function openOnce(context: TestContext): ReturnType<typeof openPage> {
    opened ??= openPage(context)
    return opened
  }

  async function openPage(context: TestContext) {
    const browser = await openBrowser(context)
    // Redoc renders nested fields when they become visible, so the whole page must be.
    const page = await browser.newPage({ viewport: { width: 1400, height: 6000 } })
    page.setDefaultTimeout(60_000)
    const requests: string[] = []
    const problems: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    page.on('requestfailed', (request) => problems.push(`${request.url()}: ${request.failure()?.errorText}`))
    page.on('response', (response) => response.ok() || problems.push(`${response.url()}: ${response.status()}`))
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    page.on('pageerror', (error) => problems.push(error.message))
    await page.route(
      (url) => url.origin !== origin,
      (route) => route.abort(),
    )
    await page.goto(`${origin}/offline.html`)
    return { page, requests, problems }
  }
})

function operationLink(page: Page, path: string): Locator {
  return page.getByRole('link').filter({ has: page.getByText(path, { exact: true }) })
}

async function showOperation(page: Page, operationId: string, path: string): Promise<Locator> {
  await operationLink(page, path).click()
  const section = page.locator(`[data-section-id$="/${operationId.toLowerCase()}"]`)
  await section.getByText('Responses').first().waitFor()
  return section
}

/** The names that Redoc shows for a response's fields, such as `data[].id`. */
function fieldsOf(response: Json, prefix = ''): string[] {
  if (Array.isArray(response)) return fieldsOf(response[0] ?? null, `${prefix}[]`)
  if (typeof response !== 'object' || response === null) return []
  return Object.entries(response).flatMap(([name, value]) => {
    const field = prefix ? `${prefix}.${name}` : name
    return [field, ...fieldsOf(value, field)]
  })
}

async function visibleFieldsOf(section: Locator): Promise<string[]> {
  // Sections rendered above push this one out of view again.
  await section.getByText('Responses').first().scrollIntoViewIfNeeded()
  const names = await section.locator(':has(> .schema-name)').filter({ visible: true }).allTextContents()
  // Redoc allows a line break after each dot with a zero-width space.
  return names.map((name) => name.replaceAll('\u200b', ''))
}
