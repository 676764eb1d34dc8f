import { describe, expect, test } from 'vitest'
import { newDatabase } from './database.ts'
import { createRun, importReport, resultsOf, upload } from './junit-reports.ts'
import { refusal, startProject } from './requests.ts'

const suite = (...testcases: string[]) => `<testsuite>${testcases.join('')}</testsuite>`

async function importInto(report: string) {
  const world = await startProject()
  await createRun(world)
  const { progress } = await importReport(world, report)
  const results = Object.entries(await resultsOf(world)).filter(([, result]) => result !== 'UNTESTED')
  return { details: progress.details, results: Object.fromEntries(results) }
}

describe('a report is matched with the run', () => {
  test.each([
    ['<testcase name="DEMO-1" status="notrun" result="suppressed"/>', { 'DEMO-1': 'SKIPPED' }],
    ['<testcase name="DEMO-1" status="disabled"/>', { 'DEMO-1': 'SKIPPED' }],
    ['<testcase name="DEMO-1" status="failed"/>', { 'DEMO-1': 'FAILED' }],
    ['<testcase name="DEMO-1"><warning>no tests found</warning></testcase>', { 'DEMO-1': 'FAILED' }],
    [
      '<testcase name="pays"><properties><property name="testsigma" value="DEMO-1"/></properties></testcase>',
      { 'DEMO-1': 'PASSED' },
    ],
    ['<testcase name="test_DEMO_3_pays"/>', { 'DEMO-3': 'PASSED' }],
    ['<testcase name="[DEMO-3] [DEMO-4] pays"/>', { 'DEMO-3': 'PASSED', 'DEMO-4': 'PASSED' }],
    ['<testcase name="DEMO-99 regression of DEMO-2"/>', {}],
    ['<testcase name="DEMO-1"><failure/></testcase><testcase name="DEMO-1"/>', { 'DEMO-1': 'PASSED' }],
  ])('%s', async (testcases, expected) => {
    expect((await importInto(suite(testcases))).results).toEqual(expected)
  })

  test('an error of the suite', async () => {
    const report = '<testsuite name="DEMO-2 books"><testcase name="DEMO-1"/><error message="hook"/></testsuite>'
    expect((await importInto(report)).results).toEqual({ 'DEMO-1': 'PASSED', 'DEMO-2': 'FAILED' })
  })
})

describe('the remarks say', () => {
  test('that nothing matched', async () => {
    expect((await importInto(suite('<testcase name="pays"/>'))).details).toEqual({
      imported_count: 0,
      failed_count: 1,
      errors: [
        'nothing was imported: no test of the report belongs to a test case of the run; write IDs such as DEMO-1 into the names',
        'pays: it names no test case by ID, and no title is the same as its name',
      ],
    })
  })

  test('that there was no test', async () => {
    expect((await importInto(suite())).details.errors).toEqual(['nothing was imported: the report has no tests'])
  })

  test('which tests were flaky, and which IDs of several are unknown', async () => {
    const flaky = '<testcase name="DEMO-1"><failure/></testcase><testcase name="DEMO-1"/>'
    expect((await importInto(suite(flaky, '<testcase name="DEMO-2 DEMO-98"/>'))).details).toEqual({
      imported_count: 2,
      failed_count: 0,
      errors: [
        'DEMO-1: flaky, as its 2 attempts ended differently',
        'DEMO-2 DEMO-98: it names DEMO-98 too, which is no test case here',
      ],
    })
  })
})

test('an import without a message keeps an existing note', async () => {
  const { options, query } = await newDatabase()
  const world = await startProject(options)
  await createRun(world)
  await importReport(world, suite('<testcase name="DEMO-1"><failure message="no mail"/></testcase>'))
  await importReport(world, suite('<testcase name="DEMO-1"/>'))
  expect(await resultsOf(world)).toMatchObject({ 'DEMO-1': 'PASSED' })
  const rows = await query("select description from test_run_cases where description <> ''")
  expect(rows).toEqual([{ description: 'no mail' }])
})

test('two files with the same name are refused, whatever their order', async () => {
  const { send } = await startProject()
  const body = upload(suite('<testcase name="DEMO-1"/>'))
  body.append('junit_xml', new Blob(['<testsuite/>']), 'second.xml')
  expect(await send('POST', '/junit-import/test-run/DEMO-R-1', body)).toMatchObject(
    refusal(422, 'junit_xml: must not be given twice'),
  )
})
