import { describe, expect, test } from 'vitest'
import { newDatabase } from './database.ts'
import { createRun, fixture, importReport, resultsOf, upload } from './junit-reports.ts'
import { startProject } from './requests.ts'
import { demo } from './start.ts'

describe('a report goes to the run, as written by', () => {
  test.each<[string, Record<string, string>, string[], string[]]>([
    [
      'surefire',
      { 'DEMO-1': 'PASSED', 'DEMO-4': 'FAILED' },
      ['SignInTest › opensNothing', 'SignInTest › remembersThe'],
      ['SignInTest › Sign in with a valid password: flaky, as its 2 attempts ended differently'],
    ],
    ['pytest', { 'DEMO-2': 'PASSED', 'DEMO-3': 'SKIPPED', 'DEMO-4': 'FAILED' }, [], []],
    // Two tests belong to DEMO-1; one of them failed.
    ['jest-junit', { 'DEMO-1': 'FAILED', 'DEMO-3': 'PASSED' }, [], []],
    [
      'playwright',
      { 'DEMO-2': 'FAILED', 'DEMO-3': 'PASSED' },
      ['booking.spec.ts › Booking › DEMO-20 cancels: it names DEMO-20, which is no test case here'],
      [],
    ],
  ])('%s', async (dialect, results, unmatched, remarks) => {
    const world = await startProject()
    await createRun(world)
    const { progress } = await importReport(world, fixture(dialect))
    expect(progress.status).toBe('completed')
    expect(progress.details.failed_count).toBe(unmatched.length)
    expect(progress.details.imported_count).toBe(fixture(dialect).split('<testcase').length - 1 - unmatched.length)
    expect(progress.details.errors).toEqual([...unmatched, ...remarks].map((start) => expect.stringContaining(start)))
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
  await createRun(world)
  const { accepted } = await importReport(world, fixture('pytest'))
  expect(accepted).toEqual({
    id: expect.any(String),
    status: 'pending',
    test_run_id: 'DEMO-R-3',
    created_at: expect.any(Number),
  })
})

test('an import ends even if a client polls it without a pause', async () => {
  const world = await startProject()
  await createRun(world)
  const path = '/junit-import/test-run/DEMO-R-3'
  const { import: accepted } = await world.ask<{ import: { id: string } }>('POST', path, upload(fixture('pytest')))
  const url = `http://tms.test/api/v1/projects/${demo.project}/junit-imports/${accepted.id}/status`
  const headers = { Authorization: `Bearer ${world.started.server.apiKey}` }
  let last = ''
  for (let polls = 0; polls < 2000 && !last.includes('"completed"'); polls++) {
    last = await (await world.started.server.fetch(url, { headers })).text()
  }
  expect(JSON.parse(last)).toMatchObject({ data: { import: { status: 'completed' } } })
})

describe('an import fails with a reason for', () => {
  test.each([
    ['not XML', 'hello', 'junit_xml: line 1: not XML: it begins with "hello"'],
    ['nothing', '', 'junit_xml: the report is empty'],
    ['truncated XML', '<testsuites><testsuite>', 'junit_xml: line 1: not well-formed XML'],
    [
      'another document',
      '<html/>',
      'junit_xml: line 1: the root of a JUnit report is testsuites or testsuite, got html',
    ],
    ['an unknown entity', '<testsuite>&boom;</testsuite>', 'junit_xml: line 1: not well-formed XML'],
    [
      'entities that expand exponentially',
      '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><testsuite name="&b;"/>',
      'junit_xml: line 1: a document type declaration is not allowed',
    ],
    [
      'an external entity',
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><testsuite>&a;</testsuite>',
      'junit_xml: line 1: a document type declaration is not allowed',
    ],
  ])('%s', async (_, xml, reason) => {
    const world = await startProject()
    await createRun(world)
    const { progress } = await importReport(world, xml)
    expect(progress).toEqual({
      status: 'failed',
      details: { imported_count: 0, failed_count: 0, errors: [expect.stringContaining(reason)] },
    })
    expect(new Set(Object.values(await resultsOf(world)))).toEqual(new Set(['UNTESTED']))
  })
})

test('a title shared by two test cases of the run matches neither', async () => {
  const world = await startProject()
  const { test_case } = await world.ask<{ test_case: { id: string; title: string } }>('GET', '/test_cases/DEMO-1')
  await world.ask('PUT', '/test_cases/DEMO-2', { title: test_case.title })
  await createRun(world)
  const { progress } = await importReport(world, `<testsuite><testcase name="${test_case.title}"/></testsuite>`)
  expect(progress.details).toEqual({
    imported_count: 0,
    failed_count: 1,
    errors: [
      expect.stringMatching(/^nothing was imported: no test of the report belongs to a test case of the run/),
      'Sign in with a valid password: it names no test case by ID, and several have its name as their title',
    ],
  })
})

test('a failure message is stored with the entry', async () => {
  const { options, query } = await newDatabase()
  const world = await startProject(options)
  await createRun(world)
  await importReport(world, fixture('surefire'))
  await importReport(world, fixture('jest-junit'))
  const rows = await query("select description from test_run_cases where description <> '' order by tsid")
  expect(rows.map(({ description }) => description)).toEqual([
    'Error: expect(received).toBe(expected) // Object.is equality',
    'no mail arrived',
  ])
})

test('a long report is accepted, and a long name does no harm', async () => {
  const world = await startProject()
  await createRun(world)
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
  await createRun(world)
  const xml = '<testsuite><testcase name="Größe prüfen"/></testsuite>'
  const latin = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${xml}`, 'latin1')
  const utf16 = Buffer.from(`\ufeff${xml}`, 'utf16le')
  for (const bytes of [latin, utf16]) {
    expect((await importReport(world, new Uint8Array(bytes))).progress.details.imported_count).toBe(1)
  }
})
