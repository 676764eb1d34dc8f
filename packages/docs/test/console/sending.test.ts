import { describe, expect, it } from 'vitest'
import { server, serveSite } from '../serve-site.ts'
import { needs, run, seed, shellTools } from '../tools.ts'
import { focused, keyField, openConsole, send, sendButton, shownCurl, shownResponse } from './browser.ts'
import { open, openOperation } from './site.ts'

serveSite()

/** The outcomes of all requests and faults are tested in `soak/console/`. */
describe('the console', () => {
  it('sends listUsers, and its curl command is equivalent', async (test) => {
    await needs(test, shellTools)
    const { page, ui, problems } = await open(test, 'listUsers')
    await send(page)
    const expected = JSON.parse(await seed('listUsers', 'response.json'))
    expect((await shownResponse(page)).data.slice(0, 2)).toEqual(expected.data)
    await ui.getByText('200 OK').waitFor()
    const env = { ...process.env, NO_PROXY: '127.0.0.1', TESTSIGMA_API_KEY: server.apiKey }
    const { stdout } = await run('bash', ['-c', await shownCurl(page)], { env })
    expect(JSON.parse(stdout)).toEqual(await shownResponse(page))
    expect(problems).toEqual([])
  })

  it('sends assignTestRunCaseUser with its body', async (test) => {
    await server.reset()
    const { page, problems } = await open(test, 'assignTestRunCaseUser')
    await send(page)
    const expected = JSON.parse(await seed('assignTestRunCaseUser', 'response.json'))
    const response = await shownResponse(page)
    expected.data.test_run_case.updated_at = response.data.test_run_case.updated_at
    expect(response).toEqual(expected)
    expect(problems).toEqual([])
  })

  it('reports problems of a field, and of a key', async (test) => {
    const { page, ui } = await openOperation(test, 'assignTestRunCaseUser')
    await openConsole(page)
    await keyField(page).fill('wrong')
    await ui.getByLabel('user_id required').fill('nobody')
    await sendButton(page).click()
    expect(await focused(page)).toContain('user_id: must be a UUID')
    await ui.getByRole('button', { name: 'Send anyway' }).click()
    await ui.getByText('401 Unauthorized').waitFor()
    expect(await focused(page)).toContain('does not know this API key')
  })

  it('shows JSON that is nested too deep to be indented', async (test) => {
    const { page, ui, problems } = await open(test, 'listUsers')
    const body = '['.repeat(50_000) + ']'.repeat(50_000)
    await page.route('**/api/v1/users', (route) => route.fulfill({ body, contentType: 'application/json' }))
    await send(page)
    expect(await ui.getByRole('region', { name: 'Body' }).textContent()).toMatch(/^\[{50000}/)
    expect(problems).toEqual([])
  })
})
