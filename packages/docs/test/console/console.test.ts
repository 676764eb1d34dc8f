import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, type TestContext, vi } from 'vitest'
import { buildConsoleSite } from '../console-site.ts'
import { needs, run, seed } from '../tools.ts'
import {
  askFor,
  closeBrowser,
  describedBy,
  focused,
  focusedName,
  keyField,
  type Opened,
  type Options,
  openConsole,
  openPage,
  openTab,
  send,
  sendButton,
  shownAnswer,
  shownCurl,
  useAddress,
  useTheme,
  violations,
} from './browser.ts'
import { consoleOperations } from './operations.ts'

vi.setConfig({ testTimeout: 30_000 })

let folder: string
let server: Server
let origin: string
beforeAll(async () => {
  folder = await buildConsoleSite()
  server = await createServer({ docs: folder, faults: true })
  origin = await server.listen({ port: 0 })
}, 60_000)
afterAll(async () => {
  await closeBrowser()
  await server.close()
  await rm(folder, { recursive: true })
})

/** Opens the console of an operation on the local server's own pages, with its key unless another is given. */
async function open(
  test: TestContext,
  operationId: string,
  { key = server.apiKey, ...options }: Options & { key?: string } = {},
) {
  const opened = await openPage(test, `${origin}/${operationId}/`, options)
  await openConsole(opened.page)
  await keyField(opened.page).fill(key)
  return opened
}

describe('the place of the console', () => {
  it('says without JavaScript what sends the same', async (test) => {
    const { page } = await openPage(test, `${origin}/listUsers/`, { javaScriptEnabled: false })
    await page.getByText('Send a request from this page').click()
    const noscript = page.locator('tms-console noscript')
    expect(await noscript.isVisible()).toBe(true)
    expect(await noscript.textContent()).toBe(
      'The console needs JavaScript, which is off. The curl sample on this page sends the same request.',
    )
    expect(await page.getByText('Loading the console').isVisible()).toBe(false)
  })

  it('costs a page little until a reader opens it', async (test) => {
    const { page, addresses } = await openPage(test, `${origin}/createTestCase/`)
    await page.waitForLoadState('networkidle')
    const scripts = addresses.filter((address) => address.endsWith('.js'))
    expect(scripts).toHaveLength(1)
    const { size } = await (await fetch(scripts[0] ?? '')).blob()
    expect(size).toBeLessThan(2200)
    const data = await page.locator('tms-console script').textContent()
    expect(data?.length).toBeLessThan(8000)
    await openConsole(page)
    expect(addresses.filter((address) => address.endsWith('.js'))).toHaveLength(2)
  })

  it('says so if the console cannot be loaded', async (test) => {
    const { page } = await openPage(test, `${origin}/listUsers/`)
    await page.route('**/*.js', (route) => route.abort())
    await page.getByText('Send a request from this page').click()
    await page.getByText('The console could not be loaded').waitFor()
  })
})

describe('the two operations that the project started from', () => {
  it('listUsers is sent end to end', async (test) => {
    const { page, problems } = await open(test, 'listUsers')
    await send(page)
    const expected = JSON.parse(await seed('listUsers', 'response.json'))
    expect((await shownAnswer(page)).data.slice(0, 2)).toEqual(expected.data)
    await page.getByText('200 OK').waitFor()
    await page.getByText(/^\d+ ms$/).waitFor()
    await page.getByText(/^Headers \(/).click()
    await page.getByText('x-request-id').waitFor()
    expect(problems).toEqual([])
  })

  it('assignTestRunCaseUser is sent end to end', async (test) => {
    await server.reset()
    const { page, problems } = await open(test, 'assignTestRunCaseUser')
    await send(page)
    const expected = JSON.parse(await seed('assignTestRunCaseUser', 'response.json'))
    const answer = await shownAnswer(page)
    expected.data.test_run_case.updated_at = answer.data.test_run_case.updated_at
    expect(answer).toEqual(expected)
    expect(problems).toEqual([])
  })
})

describe('every operation, in one tab,', () => {
  let opened: Promise<Opened> | undefined
  afterAll(async () => (await opened)?.context.close())

  it.for(consoleOperations)('succeeds as it is filled in: %s', async ([operationId], test) => {
    await server.reset()
    opened ??= openTab(test)
    const { page, problems } = await opened
    await page.goto(`${origin}/${operationId}/`)
    await openConsole(page)
    await keyField(page).fill(server.apiKey)
    await send(page)
    await page.getByText(/^20[014] /).waitFor()
    expect(problems).toEqual([])
  })
})

describe('says what to do about', () => {
  it('a wrong key', async (test) => {
    const { page } = await open(test, 'listUsers', { key: 'wrong' })
    await send(page)
    const notice = await focused(page)
    expect(notice).toContain('does not know this API key')
    expect(notice).toContain('The local server prints a key when it starts')
    expect(await page.getByRole('link', { name: 'Generate a key' }).last().getAttribute('href')).toBe(`${origin}/keys/`)
    await page.getByText('401 Unauthorized').waitFor()
  })

  it('a missing key, before and after sending', async (test) => {
    const { page } = await open(test, 'listUsers', { key: '' })
    await sendButton(page).click()
    expect(await focused(page)).toContain('API key: missing: without a key the API answers 401')
    await page.getByRole('button', { name: 'Send anyway' }).click()
    await page.getByText('wants an API key, and none was sent').waitFor()
    expect(await shownCurl(page)).not.toContain('Authorization')
  })

  it('a stopped server', async (test) => {
    const other = await createServer({ docs: folder })
    const { page } = await openPage(test, `${await other.listen({ port: 0 })}/listUsers/`)
    await openConsole(page)
    await keyField(page).fill(other.apiKey)
    await other.close()
    await send(page)
    expect(await focused(page)).toMatch(
      /Nothing answers at 127\.0\.0\.1:\d+\.\s*Start the local server: npx -y pnpm@12 start/,
    )
  })

  it('a wrong field, at the field, before it is sent', async (test) => {
    const { page } = await open(test, 'assignTestRunCaseUser')
    const user = page.getByLabel('user_id required')
    await user.fill('nobody')
    await user.blur()
    await page.getByText('must be a UUID', { exact: true }).waitFor()
    await sendButton(page).click()
    expect(await focused(page)).toContain('user_id: must be a UUID')
    await page.getByRole('button', { name: 'user_id: must be a UUID' }).click()
    expect(await user.evaluate((field) => field.getRootNode() instanceof ShadowRoot && field.matches(':focus'))).toBe(
      true,
    )
    expect(await user.getAttribute('aria-invalid')).toBe('true')
  })

  it('a wrong field, at the field, as the API says it', async (test) => {
    const { page } = await open(test, 'assignTestRunCaseUser')
    await page.getByLabel('user_id required').fill('nobody')
    await page.getByLabel('test_case_id required').fill('')
    await sendButton(page).click()
    await page.getByRole('button', { name: 'Send anyway' }).click()
    await page.getByText('422 Unprocessable').waitFor()
    expect(await focused(page)).toContain('user_id: must be a UUID, got "nobody"')
    expect(await describedBy(page, 'user_id required')).toContain('must be a UUID, got "nobody"')
    expect(await describedBy(page, 'test_case_id required')).toContain('required')
  })

  it('an id that is unknown, at the field that holds it', async (test) => {
    const nobody = '00000000-0000-4000-8000-000000000000'
    const { page } = await open(test, 'assignTestRunCaseUser')
    await page.getByLabel('user_id required').fill(nobody)
    await send(page)
    expect(await describedBy(page, 'user_id required')).toContain(`user not found with ID: ${nobody}`)
  })

  it.for([
    ['rate-limit', 'Too many requests: a key has about ten in a second'],
    ['500', 'internal server error'],
    ['reset', 'The connection broke'],
    ['truncate', 'The connection broke'],
    ['redirect=https://elsewhere.example/', 'answered with a redirect, which was not followed'],
  ] as const)('the fault %s', async ([fault, words], test) => {
    const { page, addresses } = await open(test, 'listUsers')
    await askFor(page, fault)
    await send(page)
    expect(await focused(page)).toContain(words)
    expect(addresses.filter((address) => !address.startsWith(origin) && !/^(data|blob):/.test(address))).toEqual([])
  })

  it('a body that is not what its header says', async (test) => {
    const { page } = await open(test, 'listUsers')
    await askFor(page, 'malformed')
    await send(page)
    await page.getByText('The header says JSON, but the body is none.').waitFor()
  })

  it('a server that takes too long, and one that the reader does not wait for', async (test) => {
    const { page } = await openPage(test, `${origin}/createProject/`)
    await page.clock.install()
    await openConsole(page)
    await keyField(page).fill(server.apiKey)
    await askFor(page, 'delay=60000')
    await sendButton(page).click()
    await page.getByText('Sending …').waitFor()
    await page.clock.fastForward(31_000)
    await page.getByText('did not answer within 30 seconds').waitFor()
    await page.getByText('may have been carried out').waitFor()
    await sendButton(page).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('You cancelled the request.').waitFor()
    expect(await sendButton(page).evaluate((button) => button.matches(':focus'))).toBe(false)
    expect(await focused(page)).toContain('You cancelled')
  })

  it('an address that is none', async (test) => {
    const { page } = await open(test, 'listUsers')
    await useAddress(page, 'ftp://x.test')
    await sendButton(page).click()
    expect(await focused(page)).toContain('must be an address such as')
    expect(await page.getByRole('button', { name: 'Send anyway' }).count()).toBe(0)
  })
})

describe('a server of another origin', () => {
  it('is read if it allows pages of this machine', async (test) => {
    const { page } = await open(test, 'listUsers')
    const other = await startOther()
    await useAddress(page, `${other.origin}/api/v1`)
    await keyField(page).fill(other.apiKey)
    await send(page)
    await page.getByText('200 OK').waitFor()
    await page.getByText(/^Headers \(/).click()
    await page.getByText('x-request-id').waitFor()
  })

  it('that refuses is told from one that is stopped', async (test) => {
    const { page } = await open(test, 'listUsers')
    const other = await startOther('none')
    await useAddress(page, `${other.origin}/api/v1`)
    await keyField(page).fill(other.apiKey)
    await send(page)
    expect(await focused(page)).toContain(`does not allow pages of ${origin} (CORS)`)
    expect(await focused(page)).toContain(`npx -y pnpm@12 start --cors ${origin}`)
    await other.close()
    await send(page)
    expect(await focused(page)).toContain('Nothing answers at')
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

describe('the key', () => {
  it('is in the storage of the session, and nowhere else', async (test) => {
    const key = server.apiKey
    const { page, context, addresses } = await open(test, 'listUsers')
    await send(page)
    await page.getByRole('button', { name: 'Show the API key' }).click()
    await page.getByRole('button', { name: 'Hide the API key' }).click()
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

  it('is there on the next page of the tab, for the same origin alone, until it is forgotten', async (test) => {
    const { page } = await open(test, 'listUsers')
    await page.goto(`${origin}/listLabels/`)
    await openConsole(page)
    expect(await keyField(page).inputValue()).toBe(server.apiKey)
    expect(await keyField(page).getAttribute('type')).toBe('password')
    await page.getByLabel('Base URL').selectOption('https://arcus.testsigma.com/api/v1')
    expect(await keyField(page).inputValue()).toBe('')
    await page.getByText('Generate a key in the Testsigma application').waitFor()
    await page.getByLabel('Base URL').selectOption(`${origin}/api/v1`)
    expect(await keyField(page).inputValue()).toBe(server.apiKey)
    await page.getByRole('button', { name: 'Forget the API key' }).click()
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(server.apiKey)
  })

  it('goes to no server before the request does', async (test) => {
    const headers: string[] = []
    const { page } = await openPage(test, `${origin}/listUsers/`)
    page.on('request', (request) => void headers.push(JSON.stringify(request.headers())))
    await openConsole(page)
    await keyField(page).fill(server.apiKey)
    expect(headers.join()).not.toContain(server.apiKey)
  })
})

describe('the curl command', () => {
  it.for(['listUsers', 'createStepGroup', 'importJunitReport'])('of %s does the same', async (operationId, test) => {
    await needs(test, 'bash', 'curl')
    const cwd = await mkdtemp(join(tmpdir(), 'tms-curl-'))
    onTestFinished(() => rm(cwd, { recursive: true }))
    await writeFile(join(cwd, 'junit.xml'), '<testsuites/>')
    const { page } = await open(test, operationId)
    await send(page)
    const env = { ...process.env, NO_PROXY: '127.0.0.1', TESTSIGMA_API_KEY: server.apiKey }
    const { stdout } = await run('bash', ['-c', await shownCurl(page)], { cwd, env })
    expect(Object.keys(JSON.parse(stdout).data)).toEqual(Object.keys((await shownAnswer(page)).data))
    await page.getByRole('button', { name: 'Copy: The same with curl' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await shownCurl(page))
  })
})

describe('inputs', () => {
  it('may be changed, added and removed', async (test) => {
    const { page } = await open(test, 'createStepGroup')
    await page.getByLabel('title required').fill('Sign out')
    await page.getByRole('button', { name: 'Remove steps 2' }).click()
    await page.getByRole('button', { name: 'Add to steps' }).click()
    await page.keyboard.type('Close the window')
    await page.getByLabel('Include label_ids').uncheck()
    await send(page)
    const { step_group } = (await shownAnswer(page)).data
    expect(step_group.title).toBe('Sign out')
    expect(step_group.steps.map((step: { step_description: string }) => step.step_description)).toEqual([
      'Open the sign-in page',
      'Close the window',
    ])
    expect(await shownCurl(page)).not.toContain('label_ids')
  })

  it('become JSON and come back', async (test) => {
    const { page } = await open(test, 'createProject')
    await page.getByLabel('JSON', { exact: true }).check()
    const json = page.getByLabel('body as JSON')
    expect(JSON.parse(await json.inputValue())).toMatchObject({ name: 'Health Care Project' })
    await json.fill('{"name": "As JSON", "colour": 1}')
    await page.getByLabel('Fields').click()
    await page.getByText('The form has no inputs for some of this JSON').waitFor()
    await json.fill('{"name": "As JSON"}')
    await page.getByLabel('Fields').check()
    expect(await page.getByLabel('name required').inputValue()).toBe('As JSON')
    await send(page)
    expect((await shownAnswer(page)).data.project.name).toBe('As JSON')
  })

  it('show the other examples of the contract', async (test) => {
    const { page } = await open(test, 'createTestCase')
    await page.getByLabel('Example').selectOption('With steps one by one')
    expect(await page.getByLabel('template_type').inputValue()).toBe('STEPS')
    expect(await page.getByLabel('null for step_group_id').isChecked()).toBe(true)
    await send(page)
    await page.getByText(/^201 /).waitFor()
  })

  it('narrow a list by its query', async (test) => {
    const { page } = await open(test, 'listProjects')
    await page.getByText('Query (6 optional)').click()
    await page.getByLabel('page_size').fill('1')
    await send(page)
    expect((await shownAnswer(page)).page_info.page_size).toBe(1)
    expect(await shownCurl(page)).toContain('/projects?page_size=1')
  })
})

describe('files', () => {
  it('are uploaded: a JUnit report', async (test) => {
    await server.reset()
    const { page } = await open(test, 'importJunitReport')
    const report = '<testsuites><testsuite><testcase name="DEMO-1"/></testsuite></testsuites>'
    await page
      .getByLabel('junit_xml required')
      .setInputFiles({ name: 'mine.xml', mimeType: 'text/xml', buffer: Buffer.from(report) })
    await page.getByText('Sends mine.xml.').waitFor()
    await send(page)
    expect(await shownCurl(page)).toContain(`-F 'junit_xml=@mine.xml'`)
    const { id } = (await shownAnswer(page)).data.import
    await expect
      .poll(() => importStatus(id))
      .toMatchObject({ status: 'completed', details: { imported_count: 1, failed_count: 0 } })
  })

  it('are uploaded: attachments to results', async (test) => {
    await server.reset()
    const { proxy, bodies } = await startProxy()
    const { page } = await openPage(test, `${proxy}/updateTestRunCases/`)
    await openConsole(page)
    await keyField(page).fill(server.apiKey)
    await page.getByLabel('Content-Type').selectOption('multipart/form-data')
    await page.getByLabel('Example').selectOption('With a file for the first entry, as a client may send it')
    await page.getByRole('button', { name: 'Add a file' }).click()
    await page
      .getByLabel('attachments_0_1 required')
      .setInputFiles({ name: 'shot.png', mimeType: 'image/png', buffer: Buffer.from('png') })
    await send(page)
    await page.getByText('200 OK').waitFor()
    expect(bodies.at(-1)).toContain('name="attachments_0_0"; filename="attachments.0.0"')
    expect(bodies.at(-1)).toContain('name="attachments_0_1"; filename="shot.png"')
    expect(await shownCurl(page)).toContain(`-F 'attachments_0_1=@shot.png'`)
    expect(await shownCurl(page)).toContain(`--form-string 'data={`)
  })

  /** Browsers tell tests nothing about the files that they send, so this stands between and reads them. */
  async function startProxy(): Promise<{ proxy: string; bodies: string[] }> {
    const bodies: string[] = []
    const between = createHttpServer(async (request, response) => {
      const body = await buffer(request)
      bodies.push(body.toString('latin1'))
      const { method = '', url, headers } = request
      const init = { method, headers: headers as Record<string, string>, ...(body.length > 0 && { body }) }
      const answer = await server.fetch(`http://${headers.host}${url}`, init)
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.bytes())
    })
    onTestFinished(() => void between.close())
    await once(between.listen(0, '127.0.0.1'), 'listening')
    const { port } = between.address() as AddressInfo
    return { proxy: `http://127.0.0.1:${port}`, bodies }
  }

  async function importStatus(id: string) {
    const url = `http://x.test/api/v1/projects/c47ade67-0543-4582-a4a5-b7de447c94f5/junit-imports/${id}/status`
    const response = await server.fetch(url, { headers: { Authorization: `Bearer ${server.apiKey}` } })
    return ((await response.json()) as { data: { import: object } }).data.import
  }
})

it('is reached and sent with the keyboard alone', async (test) => {
  const { page } = await openPage(test, `${origin}/assignTestRunCaseUser/`)
  const tab = async (name: string) => {
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab')
      if ((await focusedName(page)) === name) return
    }
    throw new Error(`The tab key does not lead to ${name}`)
  }
  await tab('Send a request from this page')
  await page.keyboard.press('Enter')
  await sendButton(page).waitFor()
  await tab('API key')
  await page.keyboard.type(server.apiKey)
  await tab('Send')
  await page.keyboard.press('Enter')
  await page.getByText('200 OK').waitFor()
  await tab('Copy: Body')
})

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  it.for([1200, 390])('has nothing that axe finds fault with, %i pixels wide', async (width, test) => {
    const viewport = { width, height: 900 }
    const { page } = await open(test, 'updateTestRunCases', { theme, viewport })
    await page.getByLabel('Content-Type').selectOption('multipart/form-data')
    await page.getByRole('button', { name: 'Add a file' }).click()
    await sendButton(page).click()
    await page.getByText('Not sent yet').waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Send anyway' }).click()
    await page.getByText('The same with curl').waitFor()
    await page.getByText(/^Headers \(/).click()
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)

    await page.goto(`${origin}/createTestCase/`)
    await useTheme(page, theme)
    await openConsole(page)
    await keyField(page).fill('wrong')
    await send(page)
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  })
})
