import { describe, expect, test } from 'vitest'
import { newDatabase } from './database.ts'
import { ids, nobody, refusal, startProject } from './requests.ts'
import { demo } from './start.ts'

const path = '/test_runs/DEMO-R-1/test_cases'
const result = { test_case_id: demo.cases[1], test_run_status_id: ids.passed, user_id: demo.users[0] }
const mebibyte = 2 ** 20

test('results are recorded, and their user becomes the assignee of the test case', async () => {
  const { ask, send } = await startProject()
  const results = [result, { ...result, test_case_id: demo.cases[0].toUpperCase(), test_run_status_id: ids.failed }]
  expect(await send('PUT', path, { test_run_cases: results })).toMatchObject({
    status: 200,
    body: {
      message: 'Results recorded.',
      data: {
        test_run_cases: [
          { ...result, updated_at: expect.any(Number) },
          { ...result, test_case_id: demo.cases[0], test_run_status_id: ids.failed },
        ],
      },
    },
  })
  expect(await ask('GET', path)).toMatchObject({
    test_cases: [
      { id: demo.cases[0], status: 'FAILED', assignee_id: demo.users[0] },
      { id: demo.cases[1], status: 'PASSED', assignee_id: demo.users[0] },
    ],
  })
})

describe('a batch with one invalid entry changes nothing', () => {
  test.each([
    [{ ...result, test_case_id: nobody }, 'test_run_cases.1.test_case_id: must be the ID of a test case of test run'],
    // This test case exists, but not in this run.
    [{ ...result, test_case_id: '9c09349f-5c16-4d29-9f8e-194576b6b841' }, 'test_run_cases.1.test_case_id: must be'],
    [{ ...result, test_case_id: 'DEMO-4' }, 'test_run_cases.1.test_case_id: must be a UUID, got "DEMO-4"'],
    [{ ...result, user_id: nobody }, 'test_run_cases.1.user_id: must be the ID of a user'],
    [
      { ...result, test_run_status_id: nobody },
      'test_run_cases.1.test_run_status_id: must be the ID of a test run status',
    ],
    [result, `test_run_cases.1.test_case_id: must not be given twice, got "${result.test_case_id}"`],
    [{ ...result, status: 'x' }, 'test_run_cases.1.status: unknown field'],
    [{}, 'test_run_cases.1.test_case_id: required'],
  ])('%j', async (wrong, details) => {
    const { ask, send } = await startProject()
    const before = await ask('GET', path)
    for (const body of [{ test_run_cases: [result, wrong] }, form({ test_run_cases: [result, wrong] })]) {
      const inForm = body instanceof FormData && /UUID|unknown|required/.test(details) ? 'data.' : ''
      expect(await send('PUT', path, body)).toMatchObject(refusal(422, inForm + details))
      expect(await ask('GET', path)).toEqual(before)
    }
  })
})

test('an empty batch is accepted', async () => {
  const { send } = await startProject()
  expect(await send('PUT', path, { test_run_cases: [] })).toMatchObject({ body: { data: { test_run_cases: [] } } })
})

describe('as a form', () => {
  test('with files, which are stored byte by byte', async () => {
    const { options, query } = await newDatabase()
    const { ask } = await startProject(options)
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256)
    const body = form({ test_run_cases: [{ ...result, description: 'See the picture' }] })
    body.append('attachments_0_0', new Blob([bytes], { type: 'image/png' }), 'reset mail.png')
    body.append('attachments_0_1', new Blob(['log']), 'reset.log')
    expect(await ask('PUT', path, body)).toMatchObject({ test_run_cases: [result] })

    const rows = await query(
      'select file_name, content_type, size, p.bytes from attachments a join attachment_pieces p on p.attachment_id = a.id order by p.tsid',
    )
    const files = rows.map(({ bytes, ...file }) => ({ ...file, bytes: Buffer.from(bytes as Uint8Array) }))
    expect(files).toEqual([
      {
        file_name: 'reset mail.png',
        content_type: 'image/png',
        size: bytes.length,
        bytes: Buffer.from(bytes),
      },
      { file_name: 'reset.log', content_type: 'application/octet-stream', size: 3, bytes: Buffer.from('log') },
    ])
    const noted = await query("select description from test_run_cases where description <> ''")
    expect(noted).toEqual([{ description: 'See the picture' }])
  })

  test('a file of 25 MiB is accepted', async () => {
    const { send } = await startProject()
    const body = form({ test_run_cases: [result] })
    body.append('attachments_0_0', new Blob([new Uint8Array(25 * mebibyte)]), 'film')
    expect(await send('PUT', path, body)).toMatchObject({ status: 200 })
  })

  test.each<[string, (body: FormData) => void, number, string]>([
    [
      'a file for no entry',
      (body) => body.append('attachments_1_0', new Blob(['x'])),
      422,
      'attachments_1_0: must be for',
    ],
    ['an unknown part', (body) => body.append('file', new Blob(['x'])), 422, 'file: unknown field'],
    ['an odd part', (body) => body.append('attachments_x_0', 'x'), 422, 'attachments_x_0: unknown field'],
    ['a part sent twice', (body) => body.append('data', '{}'), 422, 'data: must not be given twice'],
    ['no data', (body) => body.delete('data'), 422, 'data: required'],
    ['data that is not JSON', (body) => body.set('data', '{'), 400, 'data: not valid JSON'],
    ['data that is a list', (body) => body.set('data', '[]'), 422, 'data: must be an object, got []'],
    [
      'a file of more than 25 MiB',
      (body) => body.append('attachments_0_0', new Blob([new Uint8Array(25 * mebibyte + 1)])),
      422,
      'attachments_0_0: must be 25 MiB or less',
    ],
    [
      'more than 64 MiB in all',
      (body) => [0, 1, 2].map((n) => body.append(`attachments_0_${n}`, new Blob([new Uint8Array(22 * mebibyte)]))),
      400,
      'body: larger than 64 MiB',
    ],
  ])('%s is refused', async (_, mutate, status, details) => {
    const { ask, send } = await startProject()
    const before = await ask('GET', path)
    const body = form({ test_run_cases: [result] })
    mutate(body)
    expect(await send('PUT', path, body)).toMatchObject(refusal(status, details))
    expect(await ask('GET', path)).toEqual(before)
  })

  test.each([
    ['without a boundary', 'multipart/form-data', '--x'],
    ['truncated', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="data"\r\n\r\n{'],
    ['that is not a form', 'multipart/form-data; boundary=x', '{}'],
  ])('%s is refused', async (_, type, body) => {
    const { started } = await startProject()
    const headers = { Authorization: `Bearer ${started.server.apiKey}`, 'Content-Type': type }
    const response = await started.call('PUT', `/projects/${demo.project}${path}`, { headers, body })
    expect(response).toMatchObject(refusal(400, 'body: not a valid multipart/form-data body'))
  })

  test('an operation that accepts only JSON refuses it', async () => {
    const { send } = await startProject()
    expect(await send('PUT', '/test_runs/DEMO-R-1', form({}))).toMatchObject(
      refusal(400, 'Content-Type: must be application/json, got multipart/form-data'),
    )
  })
})

function form(data: unknown): FormData {
  const body = new FormData()
  body.append('data', JSON.stringify(data))
  return body
}
