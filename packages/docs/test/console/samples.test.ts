import { describe, expect, it } from 'vitest'
import { formOf } from '../../src/console/request.ts'
import { sampleRequestOf } from '../../src/console/sample-request.ts'
import { contract } from '../../src/contract.ts'
import { type Sample, writeSamples } from '../../src/samples/languages.ts'
import { makeSamples } from '../../src/samples/sample.ts'
import { origin, server, serveSite } from '../serve-site.ts'
import { consoleOperations, operationNamed } from './operations.ts'
import { open } from './site.ts'

const documented = contract.servers[0]?.url ?? ''
const samples = new Map(makeSamples(contract).map(({ operationId, samples }) => [operationId, samples]))

describe('the samples of the entered request', () => {
  it.each(consoleOperations)('are those of the page of %s until something is entered', (operationId, operation) => {
    const form = formOf(operation)
    for (const entry of form.path.values()) Object.assign(entry, { text: '' })
    const request = sampleRequestOf(operation, documented, form)
    expect(linesOf(request ? writeSamples(request) : [])).toEqual(linesOf(samples.get(operationId) ?? []))
  })

  it('contain path and query parameters and the base URL, and no key', () => {
    const operation = operationNamed('listTestCases')
    const form = formOf(operation)
    Object.assign(form.path.get('project_id') ?? {}, { text: 'a b/c' })
    Object.assign(form.query.get('page_size') ?? {}, { text: '7' })
    const request = sampleRequestOf(operation, 'http://127.0.0.1:4010/api/v1', form)
    const [curl, , , typescript] = request ? writeSamples(request) : []
    expect(curl?.text).toContain(`'http://127.0.0.1:4010/api/v1/projects/a%20b%2Fc/test_cases?page_size=7'`)
    expect(curl?.text).toContain('Bearer <API_KEY>')
    expect(typescript?.text).toContain(`baseUrl: 'http://127.0.0.1:4010/api/v1'`)
    expect(typescript?.text).toContain(`  project_id: 'a b/c',\n  page_size: 7,\n`)
  })

  it('contain the document and the files of a form', () => {
    const operation = operationNamed('updateTestRunCases')
    const [, form] = operation.bodies
    expect(form?.mediaType).toBe('multipart/form-data')
    const request = sampleRequestOf(operation, documented, formOf({ ...operation, bodies: form ? [form] : [] }))
    const [curl, javascript, python, typescript] = (request ? writeSamples(request) : []).map(({ text }) => text)
    expect(curl).toContain(`--form-string 'data={`)
    expect(javascript).toContain(`form.append('data', '{`)
    expect(python).toContain(`'data': (None, '{`)
    expect(typescript).toContain('test_run_cases: [')
    for (const text of [curl, javascript, python, typescript]) expect(text).not.toContain('application/json')
  })

  it('are kept while a body is not JSON', () => {
    const operation = operationNamed('createProject')
    const form = formOf(operation)
    Object.assign(form.body?.entry ?? {}, { raw: '{' })
    expect(sampleRequestOf(operation, documented, form)).toBeUndefined()
  })
})

/** Sorted lines: the console has fields in the order of the schema, examples in their own order. */
function linesOf(samples: Sample[]): string[][] {
  return samples.map(({ text }) =>
    text
      .split('\n')
      .map((line) => line.replace(/,$/, ''))
      .sort(),
  )
}

describe('the page', () => {
  serveSite()

  it('shows the request of the console in its samples, but never the key', async (test) => {
    const { page, ui, problems } = await open(test, 'assignTestRunCaseUser')
    await ui.getByLabel('test_run_id required').fill('DEMO-R-7')
    const shown = await page.locator('.samples .panel').first().textContent()
    expect(shown).toContain(
      `'${origin}/api/v1/projects/c47ade67-0543-4582-a4a5-b7de447c94f5/test_runs/DEMO-R-7/assign_user'`,
    )
    await page.getByRole('radio', { name: 'Python' }).check()
    expect(await page.locator('.samples .panel:visible').first().textContent()).toContain('DEMO-R-7')
    const copied = await page.locator('.samples .panel:visible .copy button').first().getAttribute('data-code')
    expect(copied).toContain('DEMO-R-7')
    expect(await page.locator('.samples').innerHTML()).not.toContain(server.apiKey)
    expect(problems).toEqual([])
  })
})
