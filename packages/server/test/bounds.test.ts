import { describe, expect, test } from 'vitest'
import { newCase, nobody, refusal, startProject } from './requests.ts'
import { demo, type Started, start, type TestResponse } from './start.ts'

const results = `/projects/${demo.project}/test_runs/DEMO-R-1/test_cases`

type Body = NonNullable<RequestInit['body']>

/** Maximum length of a refusal, in characters. */
const mostCharacters = 8000

function detailsOf({ body }: TestResponse): string {
  return String((body as { errors?: { details?: string } }).errors?.details)
}

async function refuse({ call }: Started, status: number, details: string, method: string, path: string, body: Body) {
  const response = await call(method, path, { body })
  expect(response).toMatchObject({ status, body: { errors: { details: expect.stringContaining(details) } } })
  expect(JSON.stringify(response.body).length).toBeLessThan(mostCharacters)
}

describe.each(['JSON', 'a form'])('as %s', (kind) => {
  const bodyOf = (text: string): Body => {
    if (kind === 'JSON') return text
    const form = new FormData()
    form.append('data', text)
    return form
  }

  test.each([
    ['nesting', `{"test_run_cases":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'nested deeper than 32 levels'],
    ['nesting of objects', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, 'nested deeper than 32 levels'],
    ['wrong entries', `{"test_run_cases":[${'1,'.repeat(500_000)}1]}`, 'of more than 10000 entries'],
    ['fields', `{${Array.from({ length: 10_001 }, (_, index) => `"f${index}":1`)}}`, 'of more than 10000 entries'],
    ['values', `[${Array(200).fill(`[${'1,'.repeat(999)}1]`)}]`, 'more than 100000 values'],
    ['text', JSON.stringify({ test_run_cases: ['x'.repeat(100_001)] }), 'a text of more than 100000 characters'],
  ])('too much %s is 400, and names the limit', async (_, text, details) => {
    await refuse(await start(), 400, details, 'PUT', results, bodyOf(text))
  })

  test.each([
    ['wrong entries', `{"test_run_cases":[${'1,'.repeat(9999)}1]}`, 'test_run_cases.19: must be an object, got 1'],
    [
      'unknown test cases',
      JSON.stringify({
        test_run_cases: Array(4000).fill({ test_case_id: nobody, test_run_status_id: nobody, user_id: nobody }),
      }),
      'test_run_cases.0.test_case_id: must be the ID of a test case of test run DEMO-R-1',
    ],
    ['unknown fields', `{${Array.from({ length: 9000 }, (_, index) => `"f${index}":1`)}}`, 'test_run_cases: required'],
  ])('many %s are 422, with the first findings and a remark that there are more', async (_, text, details) => {
    const started = await start()
    await refuse(started, 422, details, 'PUT', results, bodyOf(text))
    const response = await started.call('PUT', results, { body: bodyOf(text) })
    expect(detailsOf(response)).toMatch(/; and (there may be|\d+) more$/)
  })
})

test('one wrong entry among many is found, wherever it is', async () => {
  const entry = { test_case_id: demo.cases[0], test_run_status_id: nobody, user_id: nobody }
  const test_run_cases = Array.from({ length: 3000 }, (_, index) => (index === 2990 ? { ...entry, user_id: 7 } : entry))
  const form = new FormData()
  form.append('data', JSON.stringify({ test_run_cases }))
  const { call } = await start()
  expect(detailsOf(await call('PUT', results, { body: form }))).toBe(
    'data.test_run_cases.2990.user_id: must be a UUID, got 7',
  )
})

test.each([
  ['however they are written', `"${'\\u00e9'.repeat(100_000)}"`, 'must be an object, got "é'],
  ['quotes and backslashes among them', JSON.stringify(`${'\\"'.repeat(50_000)}`), 'must be an object, got'],
])('a text of 100,000 characters is read, %s', async (_, text, details) => {
  await refuse(await start(), 422, details, 'PUT', results, `{"test_run_cases":[${text}]}`)
})

test('an unknown name is shortened in the refusal', async () => {
  const form = new FormData()
  form.append('n'.repeat(5000), 'x')
  await refuse(await start(), 422, `${'n'.repeat(100)}…: unknown field`, 'PUT', results, form)
  await refuse(await start(), 422, `${'n'.repeat(100)}…: unknown field`, 'PUT', results, `{"${'n'.repeat(5000)}":1}`)
})

test.each([
  ['truncated in a file', '--B\r\nContent-Disposition: form-data; name="attachments_0_0"; filename="x"\r\n\r\nxxx'],
  ['truncated in the headers', '--B\r\nContent-Disposition: form-data; na'],
  ['without a name', '--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--\r\n'],
  ['without any part', 'xxx'],
])('a form %s is 400', async (_, body) => {
  const { server, call } = await start()
  const headers = { 'content-type': 'multipart/form-data; boundary=B', authorization: `Bearer ${server.apiKey}` }
  const response = await server.fetch(`http://tms.test/api/v1${results}`, { method: 'PUT', headers, body })
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('body: not a valid multipart/form-data body')
  expect(await call('GET', '/users')).toMatchObject({ status: 200 })
})

test('a large text in a form is 400, and names the limit', async () => {
  const form = new FormData()
  form.append('data', ' '.repeat(5 * 2 ** 20))
  await refuse(await start(), 400, 'data: must be a string of 4 MiB or less', 'PUT', results, form)
})

test('equal objects in a list are found, whatever the order of their fields', async () => {
  const { send } = await startProject()
  const labels = [
    { id: nobody, name: 'a', createdAt: 1, updatedAt: 2 },
    { updatedAt: 2, createdAt: 1, name: 'a', id: nobody },
  ]
  expect(await send('PUT', '/test_runs/DEMO-R-1', { labels })).toMatchObject(
    refusal(422, 'labels: must be an array without duplicates'),
  )
})

test('a form of many parts is 400', async () => {
  const form = new FormData()
  for (let index = 0; index < 1001; index++) form.append(`attachments_0_${index}`, '')
  await refuse(await start(), 400, 'must not have more than 1000 parts', 'PUT', results, form)
})

test.each(['search', 'title__CONTAINS'])('a long %s is 422', async (name) => {
  const { send } = await startProject()
  for (const list of ['/test_cases', '/test_runs']) {
    expect(await send('GET', `${list}?${name}=${'a'.repeat(201)}`)).toMatchObject(
      refusal(422, `${name}: must be a string of up to 200 characters, got 201`),
    )
  }
})

test('a search text that nearly matches everywhere is found', async () => {
  const { ask } = await startProject()
  await ask('POST', '/test_cases', { ...newCase, description: `${'a'.repeat(9000)}b` })
  const nearly = await ask('GET', `/test_cases?search=${'a'.repeat(199)}b`)
  expect(nearly).toMatchObject({ test_cases: [{ title: newCase.title }] })
  expect(await ask('GET', `/test_cases?search=${'a'.repeat(199)}c`)).toEqual({ test_cases: [] })
})

test.each([
  ['a hundred filters are accepted', 100, undefined],
  ['more are refused', 101, 'dynamic_selection_filters: must be 100 filters or fewer, got 101'],
])('%s', async (_, count, details) => {
  const { send } = await startProject()
  const filter = { field: 'id', operator: 'IN', values: [demo.cases[0]] }
  const dynamic_selection_filters = Array(count).fill(filter)
  const response = await send('POST', '/test_runs', {
    title: 'x',
    selection_type: 'DYNAMIC',
    dynamic_selection_filters,
  })
  expect(response).toMatchObject(details ? refusal(422, details) : { status: 200 })
})

test.each(['toString', '__proto__', 'constructor', 'hasOwnProperty'])('the filter field %s is 422', async (field) => {
  const { send } = await startProject()
  for (const selection_type of ['DYNAMIC', 'STATIC']) {
    const filters = [{ field, operator: 'IN', values: ['x'] }]
    const name = selection_type === 'STATIC' ? 'static_selection_filters' : 'dynamic_selection_filters'
    expect(await send('POST', '/test_runs', { title: 'x', selection_type, [name]: filters })).toMatchObject(
      refusal(422, `${name}.0.field: must be id`),
    )
  }
})
