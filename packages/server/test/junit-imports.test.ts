import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { JunitImport, JunitImportProgress, TestRunCase } from '@testsigma-tms/types'
import { describe, expect, test, vi } from 'vitest'
import { createServer } from '../src/index.ts'
import { ids, nobody, type Project, project, refusal, startProject } from './requests.ts'
import { demo, temporaryFolder } from './start.ts'

const run = { title: 'Imported', selection_type: 'DYNAMIC' }
const path = '/junit-import/test-run/DEMO-R-3'

describe('a report goes to the run, as written by', () => {
  test.each([
    [
      'surefire',
      { 'DEMO-1': 'PASSED', 'DEMO-4': 'FAILED' },
      ['SignInTest › opensNothing', 'SignInTest › remembersThe'],
    ],
    ['pytest', { 'DEMO-2': 'PASSED', 'DEMO-3': 'SKIPPED', 'DEMO-4': 'FAILED' }, []],
    // Two tests are about DEMO-1; one of them failed.
    ['jest-junit', { 'DEMO-1': 'FAILED', 'DEMO-3': 'PASSED' }, []],
    [
      'playwright',
      { 'DEMO-2': 'FAILED', 'DEMO-3': 'PASSED' },
      ['booking.spec.ts › Booking › DEMO-20 cancels: no test case'],
    ],
  ])('%s', async (dialect, results, unmatched) => {
    const world = await startProject()
    await world.ask('POST', '/test_runs', run)
    const { progress } = await importReport(world, fixture(dialect))
    expect(progress.status).toBe('completed')
    expect(progress.details.failed_count).toBe(unmatched.length)
    expect(progress.details.imported_count).toBe(fixture(dialect).split('<testcase').length - 1 - unmatched.length)
    expect(progress.details.errors).toEqual(unmatched.map((start) => expect.stringContaining(start)))
    expect(await resultsOf(world)).toEqual({
      'DEMO-1': 'UNTESTED',
      'DEMO-2': 'UNTESTED',
      'DEMO-3': 'UNTESTED',
      'DEMO-4': 'UNTESTED',
      ...results,
    })
  })
})

test('the upload is accepted as pending, for the human ID of the run', async () => {
  const world = await startProject()
  await world.ask('POST', '/test_runs', run)
  const { accepted } = await importReport(world, fixture('pytest'))
  expect(accepted).toEqual({
    id: expect.any(String),
    status: 'pending',
    test_run_id: 'DEMO-R-3',
    created_at: expect.any(Number),
  })
})

describe('an import fails, and says why, for', () => {
  test.each([
    ['no XML', 'hello', 'junit_xml: not well-formed XML'],
    ['nothing', '', 'junit_xml: not well-formed XML'],
    ['XML that is cut off', '<testsuites><testsuite>', 'junit_xml: not well-formed XML'],
    ['another document', '<html/>', 'junit_xml: the root must be testsuites or testsuite, got html'],
    ['an unknown entity', '<testsuite>&boom;</testsuite>', 'junit_xml: not well-formed XML'],
    [
      'entities that grow',
      '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><testsuite name="&b;"/>',
      'junit_xml: a document type declaration is not allowed',
    ],
    [
      'an entity from elsewhere',
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><testsuite>&a;</testsuite>',
      'junit_xml: a document type declaration is not allowed',
    ],
  ])('%s', async (_, xml, reason) => {
    const world = await startProject()
    await world.ask('POST', '/test_runs', run)
    const { progress } = await importReport(world, xml)
    expect(progress).toEqual({
      status: 'failed',
      details: { imported_count: 0, failed_count: 0, errors: [expect.stringContaining(reason)] },
    })
    expect(new Set(Object.values(await resultsOf(world)))).toEqual(new Set(['UNTESTED']))
  })
})

test('a title that two test cases of the run share matches neither', async () => {
  const world = await startProject()
  const { test_case } = await world.ask<{ test_case: { id: string; title: string } }>('GET', '/test_cases/DEMO-1')
  await world.ask('PUT', '/test_cases/DEMO-2', { title: test_case.title })
  await world.ask('POST', '/test_runs', run)
  const { progress } = await importReport(world, `<testsuite><testcase name="${test_case.title}"/></testsuite>`)
  expect(progress.details).toEqual({
    imported_count: 0,
    failed_count: 1,
    errors: ['Sign in with a valid password: more than one test case of the run has this title'],
  })
})

test('a failure leaves its message with the entry', async () => {
  const data = join(temporaryFolder(), 'tms.sqlite')
  const world = await startProject({ data })
  await world.ask('POST', '/test_runs', run)
  await importReport(world, fixture('surefire'))
  await importReport(world, fixture('jest-junit'))
  const database = new DatabaseSync(data, { readOnly: true })
  const rows = database.prepare("select description from test_run_cases where description <> '' order by tsid").all()
  database.close()
  expect(rows.map(({ description }) => description)).toEqual([
    'Error: expect(received).toBe(expected) // Object.is equality',
    'no mail arrived',
  ])
})

test('a long report is taken, and a long name does no harm', async () => {
  const world = await startProject()
  await world.ask('POST', '/test_runs', run)
  const many = Array.from({ length: 20_000 }, (_, index) => `<testcase name="test ${index}"/>`).join('')
  const xml = `<testsuite>${many}<testcase name="DEMO-2"/><testcase name="${'DEMO-'.repeat(200_000)}"/></testsuite>`
  const { details } = (await importReport(world, xml)).progress
  expect(details).toMatchObject({ imported_count: 1, failed_count: 20_001 })
  expect(details.errors).toHaveLength(1001)
  expect(details.errors.at(-1)).toBe('and 19001 more')
})

test('other encodings are read', async () => {
  const world = await startProject()
  await world.ask('PUT', '/test_cases/DEMO-1', { title: 'Größe prüfen' })
  await world.ask('POST', '/test_runs', run)
  const xml = '<testsuite><testcase name="Größe prüfen"/></testsuite>'
  const latin = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${xml}`, 'latin1')
  const utf16 = Buffer.from(`\ufeff${xml}`, 'utf16le')
  for (const bytes of [latin, utf16]) {
    expect((await importReport(world, new Uint8Array(bytes))).progress.details.imported_count).toBe(1)
  }
})

describe('an upload is refused', () => {
  test.each<[string, FormData, string]>([
    ['without the file', new FormData(), 'junit_xml: required'],
    ['with another part', upload('<testsuite/>', 'report'), 'report: unknown field'],
    [
      'of more than 10 MiB',
      upload(`<testsuite>${' '.repeat(10 * 2 ** 20)}</testsuite>`),
      'junit_xml: must be 10 MiB or less',
    ],
    [
      'that is not in its encoding',
      upload(Uint8Array.of(0x3c, 0xff, 0x3e)),
      'junit_xml: must be a text in the encoding',
    ],
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
  'an import that a dead process left %s is finished at the next start',
  async (status) => {
    const data = join(temporaryFolder(), 'tms.sqlite')
    await (await createServer({ data })).close()
    const database = new DatabaseSync(data)
    database.exec(
      `update junit_imports set status = '${status}', report = '<testsuite><testcase name="DEMO-1"><failure/></testcase></testsuite>'`,
    )
    database.close()
    const world = await startProject({ data })
    await vi.waitFor(async () => expect(await progressOf(world, ids.import)).toMatchObject({ status: 'completed' }))
    expect(await world.ask('GET', '/test_runs/DEMO-R-1')).toMatchObject({
      test_run: { results: [{ status: 'FAILED' }, {}] },
    })
  },
)

test('closing the server waits for the import', async () => {
  const data = join(temporaryFolder(), 'tms.sqlite')
  const server = await createServer({ data })
  const url = `http://tms.test/api/v1/projects/${demo.project}/junit-import/test-run/DEMO-R-1`
  const headers = { Authorization: `Bearer ${server.apiKey}` }
  await server.fetch(url, { method: 'POST', headers, body: upload(fixture('pytest')) })
  await server.close()
  const database = new DatabaseSync(data, { readOnly: true })
  const statuses = database.prepare('select status, report from junit_imports').all()
  database.close()
  expect(statuses).toEqual([
    { status: 'completed', report: '' },
    { status: 'completed', report: '' },
  ])
})

async function importReport(world: Project, xml: string | Uint8Array<ArrayBuffer>) {
  const { import: accepted } = await world.ask<{ import: JunitImport }>('POST', path, upload(xml))
  const progress = await vi.waitFor(async () => {
    const found = await progressOf(world, accepted.id)
    expect(['completed', 'failed']).toContain(found.status)
    return found
  })
  return { accepted, progress }
}

async function progressOf({ ask }: Project, id: string): Promise<JunitImportProgress> {
  return (await ask<{ import: JunitImportProgress }>('GET', `/junit-imports/${id}/status`)).import
}

async function resultsOf({ ask }: Project): Promise<Record<string, string>> {
  const { test_cases: entries } = await ask<{ test_cases: TestRunCase[] }>('GET', '/test_runs/DEMO-R-3/test_cases')
  const pairs = entries.map(async ({ id, status }) => {
    const { test_case } = await ask<{ test_case: { human_id: string } }>('GET', `/test_cases/${id}`)
    return [test_case.human_id, status]
  })
  return Object.fromEntries(await Promise.all(pairs))
}

function upload(xml: string | Uint8Array<ArrayBuffer>, name = 'junit_xml'): FormData {
  const body = new FormData()
  body.append(name, new Blob([xml], { type: 'application/xml' }), 'report.xml')
  return body
}

function fixture(dialect: string): string {
  return readFileSync(new URL(`reports/${dialect}.xml`, import.meta.url), 'utf8')
}
