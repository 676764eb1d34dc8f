import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  keyField,
  type Opened,
  openConsole,
  openPage,
  openTab,
  send,
  shownCurl,
  shownResponse,
} from '../../console/browser.ts'
import { addressOf, consoleOperations } from '../../console/operations.ts'
import { open } from '../../console/site.ts'
import { origin, server, serveSite } from '../../serve-site.ts'
import { needs, run, seed, shellTools } from '../../tools.ts'

serveSite()

describe('the first two operations of the project', () => {
  it('listUsers is sent end to end', async (test) => {
    const { page, ui, problems } = await open(test, 'listUsers')
    await send(page)
    const expected = JSON.parse(await seed('listUsers', 'response.json'))
    expect((await shownResponse(page)).data.slice(0, 2)).toEqual(expected.data)
    await ui.getByText('200 OK').waitFor()
    await ui.getByText(/^\d+ ms$/).waitFor()
    await ui.getByText(/^Headers \(/).click()
    await ui.getByText('x-request-id').waitFor()
    expect(problems).toEqual([])
  })

  it('assignTestRunCaseUser is sent end to end', async (test) => {
    await server.reset()
    const { page, problems } = await open(test, 'assignTestRunCaseUser')
    await send(page)
    const expected = JSON.parse(await seed('assignTestRunCaseUser', 'response.json'))
    const response = await shownResponse(page)
    expected.data.test_run_case.updated_at = response.data.test_run_case.updated_at
    expect(response).toEqual(expected)
    expect(problems).toEqual([])
  })
})

describe('every operation, in one tab,', () => {
  let opened: Promise<Opened> | undefined
  afterAll(async () => (await opened)?.context.close())

  it.for(consoleOperations)('succeeds as filled in: %s', async ([operationId], test) => {
    await server.reset()
    opened ??= openTab(test)
    const { page, ui, problems } = await opened
    await page.goto(origin + addressOf(operationId))
    await openConsole(page)
    await keyField(page).fill(server.apiKey)
    await send(page)
    await ui.getByText(/^20[014] /).waitFor()
    expect(problems).toEqual([])
  })
})

describe('inputs', () => {
  it('may be changed, added and removed', async (test) => {
    const { page, ui } = await open(test, 'createStepGroup')
    await ui.getByLabel('title required').fill('Sign out')
    await ui.getByRole('button', { name: 'Remove steps 2' }).click()
    await ui.getByRole('button', { name: 'Add to steps' }).click()
    await page.keyboard.type('Close the window')
    await ui.getByLabel('Include label_ids').uncheck()
    await send(page)
    const { step_group } = (await shownResponse(page)).data
    expect(step_group.title).toBe('Sign out')
    expect(step_group.steps.map((step: { step_description: string }) => step.step_description)).toEqual([
      'Open the sign-in page',
      'Close the window',
    ])
    expect(await shownCurl(page)).not.toContain('label_ids')
  })

  it('can be converted to JSON and back', async (test) => {
    const { page, ui } = await open(test, 'createProject')
    await ui.getByLabel('JSON', { exact: true }).check()
    const json = ui.getByLabel('body as JSON')
    expect(JSON.parse(await json.inputValue())).toMatchObject({ name: 'Health Care Project' })
    await json.fill('{"name": "As JSON", "colour": 1}')
    await ui.getByLabel('Fields').click()
    await ui.getByText('The form cannot represent all of this JSON').waitFor()
    await json.fill('{"name": "As JSON"}')
    await ui.getByLabel('Fields').check()
    expect(await ui.getByLabel('name required').inputValue()).toBe('As JSON')
    await send(page)
    expect((await shownResponse(page)).data.project.name).toBe('As JSON')
  })

  it('show the other examples of the contract', async (test) => {
    const { page, ui } = await open(test, 'createTestCase')
    await ui.getByLabel('Example').selectOption('With individual steps')
    expect(await ui.getByLabel('template_type').inputValue()).toBe('STEPS')
    expect(await ui.getByLabel('null for step_group_id').isChecked()).toBe(true)
    await send(page)
    await ui.getByText(/^201 /).waitFor()
  })

  it('show timestamps as dates', async (test) => {
    const { ui } = await open(test, 'createTestPlan')
    await ui.getByText('2024-03-14 00:00:00 UTC, in seconds').waitFor()
    await ui.getByLabel('start_date').fill('1766395575161')
    await ui.getByText('2025-12-22 09:26:15 UTC, in milliseconds').waitFor()
  })

  it('filter a list with query parameters', async (test) => {
    const { page, ui } = await open(test, 'listProjects')
    await ui.getByText('Query (6 optional)').click()
    await ui.getByLabel('page_size').fill('1')
    await send(page)
    expect((await shownResponse(page)).page_info.page_size).toBe(1)
    expect(await shownCurl(page)).toContain('/projects?page_size=1')
  })
})

it('a large response is truncated on the page, and complete in the download', async (test) => {
  await server.reset()
  // The maximum length that the server accepts.
  const description = 'long '.repeat(19_000)
  for (const name of ['Large', 'Larger']) {
    const response = await server.fetch('http://x.test/api/v1/projects', {
      method: 'POST',
      headers: { Authorization: `Bearer ${server.apiKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name, description }),
    })
    expect(response.status).toBe(200)
  }
  const { page, ui } = await open(test, 'listProjects')
  await send(page)
  await ui.getByText('Only the first 100000 characters are shown.').waitFor()
  expect((await ui.getByRole('region', { name: 'Body' }).textContent())?.length).toBe(100_000)
  const download = page.waitForEvent('download')
  await ui.getByText('Download the body').click()
  const file = await download
  expect(file.suggestedFilename()).toBe('listProjects.json')
  expect(await readFile(await file.path(), 'utf8')).toContain(description)
})

describe('files', () => {
  it('are uploaded: a JUnit report', async (test) => {
    await server.reset()
    const { page, ui } = await open(test, 'importJunitReport')
    const report = '<testsuites><testsuite><testcase name="DEMO-1"/></testsuite></testsuites>'
    await page
      .getByLabel('junit_xml required')
      .setInputFiles({ name: 'mine.xml', mimeType: 'text/xml', buffer: Buffer.from(report) })
    await ui.getByText('Sends mine.xml.').waitFor()
    await send(page)
    expect(await shownCurl(page)).toContain(`-F 'junit_xml=@mine.xml'`)
    const { id } = (await shownResponse(page)).data.import
    await expect
      .poll(() => importStatus(id), { timeout: 60_000 })
      .toMatchObject({ status: 'completed', details: { imported_count: 1, failed_count: 0 } })
  })

  it('are uploaded: attachments to results', async (test) => {
    await server.reset()
    const { proxy, bodies } = await startProxy()
    const { page, ui } = await openPage(test, proxy + addressOf('updateTestRunCases'))
    await openConsole(page)
    await keyField(page).fill(server.apiKey)
    await ui.getByLabel('Content-Type').selectOption('multipart/form-data')
    await ui.getByLabel('Example').selectOption('With a file for the first entry, as a client may send it')
    await ui.getByRole('button', { name: 'Add a file' }).click()
    await page
      .getByLabel('attachments_0_1 required')
      .setInputFiles({ name: 'shot.png', mimeType: 'image/png', buffer: Buffer.from('png') })
    await send(page)
    await ui.getByText('200 OK').waitFor()
    expect(bodies.at(-1)).toContain('name="attachments_0_0"; filename="attachments.0.0"')
    expect(bodies.at(-1)).toContain('name="attachments_0_1"; filename="shot.png"')
    expect(await shownCurl(page)).toContain(`-F 'attachments_0_1=@shot.png'`)
    expect(await shownCurl(page)).toContain(`--form-string 'data={`)
  })

  /** A proxy that reads uploaded files, because browsers do not expose them to tests. */
  async function startProxy(): Promise<{ proxy: string; bodies: string[] }> {
    const bodies: string[] = []
    const between = createHttpServer(async (request, response) => {
      const body = await buffer(request)
      bodies.push(body.toString('latin1'))
      const { method = '', url, headers } = request
      const init = { method, headers: headers as Record<string, string>, ...(body.length > 0 && { body }) }
      const fetched = await server.fetch(`http://${headers.host}${url}`, init)
      response.writeHead(fetched.status, Object.fromEntries(fetched.headers)).end(await fetched.bytes())
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

describe('the curl command', () => {
  it.for(['listUsers', 'createStepGroup', 'importJunitReport'])('of %s does the same', async (operationId, test) => {
    await needs(test, shellTools)
    const cwd = await mkdtemp(join(tmpdir(), 'tms-curl-'))
    onTestFinished(() => rm(cwd, { recursive: true }))
    await writeFile(join(cwd, 'junit.xml'), '<testsuites/>')
    const { page, ui } = await open(test, operationId)
    await send(page)
    const env = { ...process.env, NO_PROXY: '127.0.0.1', TESTSIGMA_API_KEY: server.apiKey }
    const { stdout } = await run('bash', ['-c', await shownCurl(page)], { cwd, env })
    expect(Object.keys(JSON.parse(stdout).data)).toEqual(Object.keys((await shownResponse(page)).data))
    await ui.getByRole('button', { name: 'Copy: The same with curl' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await shownCurl(page))
  })
})
