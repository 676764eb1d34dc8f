const demo = '/projects/c47ade67-0543-4582-a4a5-b7de447c94f5'
const results = `${demo}/test_runs/DEMO-R-1/test_cases`
const nobody = '00000000-0000-4000-8000-000000000000'
const mebibyte = 2 ** 20

/** Ids in the demo data, for test cases and results. */
export const newCase = {
  type_id: '75a816d1-8909-47b5-b85b-fbf60a973587',
  status_id: 'bafd7f8d-832a-42ea-91df-9a1e5e02a2d9',
  automation_type_id: '3cee45b5-4335-4564-bbdf-4ea9b0306ed3',
  priority_id: '1d810f8f-7be0-41e4-9971-67ee1f55612e',
  owner_id: 'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4',
}
const result = {
  test_case_id: '9ac271b6-4e89-4c93-8c75-2d625efa0b2d',
  test_run_status_id: '0ba381b5-c018-40c6-b6fa-10d6e556ef9d',
  user_id: newCase.owner_id,
}

export interface Worst {
  title: string
  method: string
  path: string
  body?: string | FormData
}

/** Paths of projects. */
interface Projects {
  /** With 30,000 test cases. */
  large: string
  /** With 300 whose texts are long. */
  long: string
  /** With 60 of 9,000 steps each. */
  steps: string
}

export function worstRequests(projects: Projects): Worst[] {
  const { large, long } = projects
  return [...bodies(), ...forms(), ...reports(), ...lists(large, long), ...runs(large), ...removals(projects)]
}

function bodies(): Worst[] {
  const results9000 = Array.from({ length: 9000 }, (_, index) => ({ test_case_id: idOf(index), status: 'PASSED' }))
  const run = `${demo}/test_runs/DEMO-R-1`
  return [
    put('nesting of 500,000', `{"test_run_cases":${'['.repeat(500_000)}${']'.repeat(500_000)}}`),
    put('520,000 wrong entries', `{"test_run_cases":[${'1,'.repeat(519_999)}1]}`),
    put('100,000 different fields', `{${Array.from({ length: 90_000 }, (_, index) => `"f${index}":1`)}}`),
    put('a field name of 900,000 characters', `{"${'k'.repeat(900_000)}":1}`),
    { ...put('9,000 results that must be unique', JSON.stringify({ results: results9000 })), path: run },
  ]
}

function forms(): Worst[] {
  const entry = { test_case_id: nobody, test_run_status_id: nobody, user_id: nobody }
  const cases = Array.from({ length: 10_000 }, (_, index) => ({ ...entry, test_case_id: idOf(index) }))
  return [
    put('520,000 wrong entries as a form', form('data', `{"test_run_cases":[${'1,'.repeat(519_999)}1]}`)),
    put('24 MiB of empty objects as a form', form('data', `{"test_run_cases":[${'{},'.repeat(8 * mebibyte)}{}]}`)),
    put('10,000 unknown test cases as a form', form('data', JSON.stringify({ test_run_cases: cases }))),
    put('a form of 1,000 empty parts', parts(1000, '')),
    put('a form of 20,000 empty parts', parts(20_000, '')),
    put('a result with a file of 25 MiB', withFiles(1)),
    put('a result with two of them', withFiles(2)),
    put('a form of 60 MiB in one file', form('attachments_0_0', 'x'.repeat(60 * mebibyte))),
    put('a form of 60 MiB in 1,000 files', parts(1000, 'x'.repeat(60_000))),
    put('a form of 70 MiB', parts(3, 'x'.repeat(23.5 * mebibyte))),
  ]
}

function reports(): Worst[] {
  const attributes = Array.from({ length: 700_000 }, (_, index) => `a${index}=""`).join(' ')
  const tests = Array.from({ length: 180_000 }, (_, index) => `<testcase name="test ${index}"/>`).join('')
  return [
    report('a report with 700,000 attributes', `<testsuite><testcase ${attributes}/></testsuite>`),
    report(
      'a report with a suite name of 4 MiB around 100,000 tests',
      `<testsuite name="${'pay '.repeat(mebibyte)}">${tests.slice(0, tests.indexOf('<testcase name="test 100000"'))}</testsuite>`,
    ),
    report(
      'a report with 600 outputs of line breaks',
      `<testsuite><testcase name="a">${`<system-out>${'\n'.repeat(15_000)}</system-out>`.repeat(600)}</testcase></testsuite>`,
    ),
    report('a report with 180,000 tests', `<testsuite>${tests}</testsuite>`),
    report(
      'a report with 700,000 start markers of attachments',
      `<testsuite><testcase name="a">${'[[ATTACHMENT|'.repeat(700_000)}</testcase></testsuite>`,
    ),
  ]
}

function lists(large: string, long: string): Worst[] {
  return [
    get('a search', `${large}/test_cases?search=${'a'.repeat(199)}b`),
    get('a search through long texts', `${long}/test_cases?search=${'a'.repeat(199)}b`),
    get('a search of 2,000 characters', `${large}/test_cases?search=${'a'.repeat(2000)}`),
    get('a page of 1,000 test cases', `${large}/test_cases?page_size=1000`),
    get('a page of 300 long ones', `${long}/test_cases?page_size=1000`),
    get('page 1,000,000,000', `${large}/test_cases?page=1000000000`),
  ]
}

function runs(large: string): Worst[] {
  const filter = { field: 'id', operator: 'IN', values: [nobody] }
  const run = (title: string, dynamic_selection_filters: unknown[]): Worst => ({
    title,
    method: 'POST',
    path: `${large}/test_runs`,
    body: JSON.stringify({ title, selection_type: 'DYNAMIC', dynamic_selection_filters }),
  })
  return [
    run('100 equal filters', Array(100).fill(filter)),
    run('5,000 filters', Array(5000).fill(filter)),
    run('a run of 30,000 test cases', []),
    get('all of its results', `${large}/test_runs/S1-R-1`),
    { ...get('its deletion', `${large}/test_runs/S1-R-1`), method: 'DELETE' },
  ]
}

function removals({ large, long, steps }: Projects): Worst[] {
  return [
    { ...get('the deletion of 540,000 steps', steps), method: 'DELETE' },
    { ...get('the deletion of 300 long test cases', long), method: 'DELETE' },
    { ...get('the deletion of 30,000 test cases', large), method: 'DELETE' },
  ]
}

function get(title: string, path: string): Worst {
  return { title, method: 'GET', path }
}

function put(title: string, body: string | FormData): Worst {
  return { title, method: 'PUT', path: results, body }
}

function report(title: string, xml: string): Worst {
  return { title, method: 'POST', path: `${demo}/junit-import/test-run/DEMO-R-1`, body: form('junit_xml', xml) }
}

function form(name: string, text: string): FormData {
  const body = new FormData()
  if (name === 'data') body.append(name, text)
  else body.append(name, new Blob([text]), 'file')
  return body
}

function parts(count: number, text: string): FormData {
  const body = new FormData()
  for (let index = 0; index < count; index++) body.append(`attachments_0_${index}`, new Blob([text]), 'file')
  return body
}

function withFiles(count: number): FormData {
  const body = parts(count, 'x'.repeat(25 * mebibyte))
  body.append('data', JSON.stringify({ test_run_cases: [result] }))
  return body
}

function idOf(index: number): string {
  return nobody.slice(0, -5) + `${index}`.padStart(5, '0')
}
