import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Language, languages } from '../src/samples/index.ts'
import { runSample, sampleFolder, sampleOf } from './sample-process.ts'
import { needs, type OperationId, seed } from './tools.ts'

let server: Server
let origin: string
let samples: Awaited<ReturnType<typeof sampleFolder>>
beforeAll(async () => {
  samples = await sampleFolder()
  server = await createServer({ data: ':memory:' })
  origin = await server.listen({ port: 0 })
})
afterAll(async () => {
  await server.close()
  await samples.remove()
})

describe.each(languages)('the $label sample', (language) => {
  const { print } = language.run

  it('of listUsers gets the response on the page', async (context) => {
    await needs(context, language.run.tools)
    const page = JSON.parse(await seed('listUsers', 'response.json'))
    const output = await outputOf('listUsers', language)
    if (print === undefined) return expect(output).toContain(page.data[0].email)
    const response = JSON.parse(output)
    const { data, page_info } = response
    // The demo data has the users of the page, followed by others.
    expect({ ...response, data: data.slice(0, 2), page_info: { ...page_info, total_count: 2 } }).toEqual(page)
    expect(page_info.total_count).toBe(data.length)
  })

  it('of assignTestRunCaseUser gets the response on the page', async (context) => {
    await needs(context, language.run.tools)
    const page = JSON.parse(await seed('assignTestRunCaseUser', 'response.json'))
    const before = Math.floor(Date.now() / 1000)
    const output = await outputOf('assignTestRunCaseUser', language)
    if (print === undefined) return expect(output).toContain(page.data.test_run_case.test_case_id)
    const response = JSON.parse(output)
    const { updated_at: assigned } = response.data.test_run_case
    page.data.test_run_case.updated_at = assigned
    expect(response).toEqual(page)
    expect(assigned).toBeGreaterThanOrEqual(before)
    expect(assigned).toBeLessThanOrEqual(Date.now() / 1000)
  })

  async function outputOf(operationId: OperationId, language: Language): Promise<string> {
    const code = `${forThisServer(sampleOf(operationId, language))}\n${print ?? ''}`
    return runSample(samples.folder, language, code, `${origin}/api/v1`)
  }
})

/** Changes only the host, the key and the path IDs. */
function forThisServer(text: string): string {
  const changed = text
    .replace('https://test-management.testsigma.com', origin)
    .replace('<API_KEY>', server.apiKey)
    .replace(':project_id', 'c47ade67-0543-4582-a4a5-b7de447c94f5')
    .replace(':test_run_id', '7b2f9c14-58a1-4d2e-9f3a-6c1e8d40a2b9')
  expect(changed).not.toMatch(/testsigma\.com|<API_KEY>|[/']:\w/)
  return changed
}
