import { describe, expect, test, vi } from 'vitest'
import { createServer } from '../src/index.ts'
import { newDatabase } from './database.ts'
import { fixture, patience, progressOf, resultsOf, upload } from './junit-reports.ts'
import { ids, nobody, project, refusal, startProject } from './requests.ts'
import { demo } from './start.ts'

describe('an upload is refused', () => {
  test.each<[string, FormData, string]>([
    ['without the file', new FormData(), 'junit_xml: required'],
    ['with another part', upload('<testsuite/>', 'report'), 'report: unknown field'],
    [
      'of more than 10 MiB',
      upload(`<testsuite>${' '.repeat(10 * 2 ** 20)}</testsuite>`),
      'junit_xml: must be 10 MiB or less',
    ],
    ['that is not in its encoding', upload(Uint8Array.of(0x3c, 0xff, 0x3e)), 'junit_xml: line 1: not valid utf-8'],
  ])('%s', async (_, body, details) => {
    const { send } = await startProject()
    expect(await send('POST', '/junit-import/test-run/DEMO-R-1', body)).toMatchObject(refusal(422, details))
  })

  test('as JSON', async () => {
    const { send } = await startProject()
    expect(await send('POST', '/junit-import/test-run/DEMO-R-1', { junit_xml: '<testsuite/>' })).toMatchObject(
      refusal(400, 'Content-Type: must be multipart/form-data, got application/json'),
    )
  })

  test('for a closed run, an unknown one, and one of another project', async () => {
    const { ask, send, started } = await startProject()
    await ask('PUT', '/test_runs/DEMO-R-1', { status: 'CLOSED' })
    const body = upload('<testsuite/>')
    expect(await send('POST', '/junit-import/test-run/DEMO-R-1', body)).toMatchObject(
      refusal(422, 'DEMO-R-1 is closed'),
    )
    expect(await send('POST', `/junit-import/test-run/${nobody}`, body)).toMatchObject(
      refusal(404, 'test run not found'),
    )
    const other = project(started, demo.otherProject)
    expect(await other.send('POST', `/junit-import/test-run/${demo.run}`, body)).toMatchObject({ status: 404 })
    expect(await other.send('GET', `/junit-imports/${ids.import}/status`)).toMatchObject(
      refusal(404, 'import not found'),
    )
  })
})

test.each(['pending', 'in_progress'])(
  'an import that a killed process left %s is finished at the next start',
  async (status) => {
    const { options, query } = await newDatabase()
    await (await createServer(options)).close()
    await query(
      `update junit_imports set status = '${status}', report = '<testsuite><testcase name="DEMO-1"><failure/></testcase></testsuite>'`,
    )
    const world = await startProject(options)
    await vi.waitFor(
      async () => expect(await progressOf(world, ids.import)).toMatchObject({ status: 'completed' }),
      patience,
    )
    expect(await resultsOf(world, 'DEMO-R-1')).toMatchObject({ 'DEMO-1': 'FAILED' })
  },
)

test('closing the server waits for the import', async () => {
  const { options, query } = await newDatabase()
  const server = await createServer(options)
  const url = `http://tms.test/api/v1/projects/${demo.project}/junit-import/test-run/DEMO-R-1`
  const headers = { Authorization: `Bearer ${server.apiKey}` }
  await server.fetch(url, { method: 'POST', headers, body: upload(fixture('pytest')) })
  await server.close()
  expect(await query('select status, report from junit_imports')).toEqual([
    { status: 'completed', report: '' },
    { status: 'completed', report: '' },
  ])
})
