import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type EntryFacts, entry, har, label, labels } from './hars.ts'
import { runDrift, temporaryFile, temporaryFolder } from './run-drift.ts'

interface Report {
  code: number
  status: string
  reason?: string
  findings: { where: { request: string; file: string; line: number }; expected: string; got: string }[]
  compared: Record<string, number>
  notes: string[]
}

async function traffic(content: unknown, ...options: string[]): Promise<Report> {
  const file = await temporaryFile('recorded.har', content)
  return reportOn(file, ...options)
}

async function reportOn(path: string, ...options: string[]): Promise<Report> {
  const { code, stdout, stderr } = await runDrift(['traffic', path, '--format', 'json', ...options])
  const [result] = JSON.parse(stdout || '[{}]')
  return { code, stderr, ...result }
}

describe.concurrent('traffic that the contract declares', () => {
  it('is clean, whichever way a body is recorded', async () => {
    const base64 = Buffer.from(JSON.stringify(labels)).toString('base64')
    const content = { mimeType: 'application/json', text: base64, encoding: 'base64', size: 1 }
    const report = await traffic(har(entry(), entry({ content }), results(), results({ asParts: true })))

    expect(report).toMatchObject({ code: 0, findings: [], compared: { exchanges: 4, operations: 2 } })
  })

  it('is clean in a folder of HAR files and single exchanges', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'nested'))
    await writeFile(join(folder, 'nested', 'a.har'), JSON.stringify(har(entry())))
    const request = { method: 'GET', url: 'https://arcus.testsigma.com/api/v1/labels' }
    await writeFile(join(folder, 'b.json'), JSON.stringify({ request, response: { status: 200, body: labels } }))

    expect(await reportOn(folder)).toMatchObject({ code: 0, compared: { exchanges: 2 } })
  })

  it('is told from foreign traffic, which is counted', async () => {
    const foreign = [entry({ url: 'https://cdn.example/logo.svg' }), entry({ method: 'OPTIONS', status: 204 })]
    const report = await traffic(har(entry(), ...foreign, entry({ url: 'data:image/png;base64,AAAA' })))

    expect(report).toMatchObject({ code: 0, compared: { exchanges: 1 } })
    expect(report.notes.join()).toContain('3 foreign exchanges were left out: https://cdn.example 1, ')
  })

  it('is found below another address', async () => {
    const recorded = har(entry({ url: 'http://tms.test:8080/v1/labels' }))

    expect(await traffic(recorded, '--base-url', 'http://tms.test:8080/v1/')).toMatchObject({ code: 0 })
    expect(await traffic(recorded)).toMatchObject({ code: 2, reason: expect.stringContaining('--base-url') })
  })
})

describe.concurrent('a difference has a place, and shows no value', () => {
  const secret = 'Jane Roe'
  const cases: [string, EntryFacts, string, RegExp, string, string][] = [
    [
      'an undeclared field',
      { body: { message: '', data: { labels: [{ ...label, colour: secret }] } } },
      'GET /labels 200',
      /resources\/labels\/Label\.yaml:\d+$/,
      'declared fields only',
      'the undeclared field "colour", a string of 8 characters at /data/labels/0',
    ],
    [
      'a missing field',
      { body: { message: '', data: { labels: [{ ...label, name: undefined }] } } },
      'GET /labels 200',
      /resources\/labels\/Label\.yaml:\d+$/,
      'the field "name"',
      'no such field at /data/labels/0',
    ],
    [
      'a field of another type',
      { body: { message: '', data: { labels: [{ ...label, createdAt: secret }] } } },
      'GET /labels 200',
      /shared\/schemas\/Timestamp\.yaml:\d+$/,
      'an integer',
      'a string of 8 characters at /data/labels/0/createdAt',
    ],
    [
      'an undeclared status',
      { status: 418 },
      'GET /labels 418',
      /listLabels\.yaml:\d+$/,
      'one of the',
      'the status 418',
    ],
    [
      'an undeclared header',
      { responseHeaders: [{ name: 'X-TMS-Region', value: secret }] },
      'GET /labels 200',
      /listLabels\.yaml:\d+$/,
      'declared headers only',
      'the undeclared header x-tms-region, a string of 8 characters',
    ],
    [
      'a header of another type',
      { responseHeaders: [{ name: 'x-tms-api-limit', value: secret }] },
      'GET /labels 200',
      /shared\/headers\/RateLimit\.yaml:\d+$/,
      'in the header x-tms-api-limit',
      'a string of 8 characters',
    ],
    [
      'an undeclared content type',
      { type: 'text/html' },
      'GET /labels 200',
      /listLabels\.yaml:\d+$/,
      'the content type application/json',
      'text/html',
    ],
    [
      'an undeclared operation',
      { url: `/projects/c47ade67-0543-4582-a4a5-b7de447c94f5/milestones` },
      'GET /projects/{…}/milestones',
      /openapi\.yaml:\d+$/,
      'an operation of the contract',
      'with the status 200',
    ],
    [
      'an undeclared parameter that is taken',
      { url: `/labels?owner=${secret}` },
      'GET /labels',
      /listLabels\.yaml:\d+$/,
      'declared query parameters only',
      'the undeclared query parameter "owner"',
    ],
    [
      'a parameter of another type that is taken',
      { url: `/labels?page_size=${secret}` },
      'GET /labels',
      /PageSize\.yaml:\d+$/,
      'an integer of 1 or more in the query parameter page_size',
      'a string of 8 characters',
    ],
    [
      'a body that is not JSON',
      { content: { text: '<p>', size: 3 } },
      'GET /labels 200',
      /listLabels/,
      'can be read',
      '',
    ],
  ]

  it('one finding for each', async () => {
    const report = await traffic(har(...cases.map(([, facts]) => entry(facts))))

    expect(report.code).toBe(1)
    for (const [name, , request, place, expected, got] of cases) {
      const found = report.findings.find(
        (finding) =>
          finding.where.request === request && finding.expected.includes(expected) && finding.got.includes(got),
      )
      expect(found, name).toBeDefined()
      expect(`${found?.where.file}:${found?.where.line}`, name).toMatch(place)
    }
    expect(report.findings).toHaveLength(cases.length)
    expect(JSON.stringify(report)).not.toContain(secret)
  })

  it('in a request that was taken, parts of a form included', async () => {
    const data = { test_run_cases: [{ ...resultData.test_run_cases[0], user_id: 7, mood: 'good' }] }
    const { findings } = await traffic(har(results({ data })))

    expect(findings.map(({ got }) => got).sort()).toEqual([
      'an integer at /data/test_run_cases/0/user_id',
      'the undeclared field "mood", a string of 4 characters at /data/test_run_cases/0',
    ])
    expect(findings[0]?.where.request).toBe('PUT /projects/{project_id}/test_runs/{test_run_id}/test_cases')
  })

  it('is one finding however often it is met', async () => {
    const wrong = entry({ body: { message: '', data: { labels: [{ ...label, colour: 'red' }] } } })
    const { findings } = await traffic(har(wrong, wrong, wrong))

    expect(findings).toHaveLength(1)
    expect(findings[0]?.got).toContain('(3 times)')
  })
})

describe.concurrent('could not check', () => {
  it.each<[string, unknown, string]>([
    ['no exchange', har(), 'holds no exchange'],
    ['no HAR file', { entries: [] }, 'is no HAR file'],
    ['no JSON', '{"log":', 'is no JSON'],
    ['foreign exchanges alone', har(entry({ url: 'https://cdn.example/a' })), 'None of the 1 exchanges is of the API'],
    ['an answer without its body', har(entry(), entry({ content: { size: 7 } })), 'entry 2: the body of the answer'],
    ['a request without answer', har(entry(), entry({ status: 0 })), 'entry 2: the request has no answer'],
    ['an entry without answer', har({ request: { method: 'GET', url: 'https://x.test' } }), 'entry 1: expected'],
    ['operations that nobody knows', har(entry({ url: '/nothing', status: 404 })), 'No exchange was compared'],
  ])('%s', async (_case, content, reason) => {
    const report = await traffic(content)

    expect(report).toMatchObject({ code: 2, status: 'could not check', reason: expect.stringContaining(reason) })
  })

  it('a folder with a file that is no recording', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'a.har'), JSON.stringify(har(entry())))
    await writeFile(join(folder, 'b.txt'), 'notes')

    expect(await reportOn(folder)).toMatchObject({ code: 2, reason: expect.stringContaining('b.txt') })
  })

  it('keeps what was found meanwhile', async () => {
    const report = await traffic(har(entry({ status: 418 }), entry({ status: 0 })))

    expect(report).toMatchObject({ code: 2, findings: [{ where: { request: 'GET /labels 418' } }] })
  })
})

const resultData = {
  test_run_cases: [
    {
      test_case_id: '1c4a6347-dec5-4f8e-8b6c-cda33c37c9ce',
      test_run_status_id: '0ba381b5-c018-40c6-b6fa-10d6e556ef9d',
      user_id: '05782b39-7a2c-4e91-9d6b-8f1340c2ab5e',
    },
  ],
}

/** The form that records a result, as text or, as HAR allows, in parts. */
function results({ asParts = false, data = resultData as object } = {}): object {
  const part = JSON.stringify(data)
  const lines = ['--x', 'Content-Disposition: form-data; name="data"', '', part, '--x--', '']
  const file = { name: 'attachments_0_0', fileName: 'a.txt', contentType: 'text/plain', value: 'seen' }
  const type = 'multipart/form-data; boundary=x'
  return entry({
    method: 'PUT',
    url: '/projects/c47ade67-0543-4582-a4a5-b7de447c94f5/test_runs/DEMO-R-1/test_cases',
    requestHeaders: [{ name: 'Content-Type', value: type }],
    postData: asParts
      ? { mimeType: type, params: [{ name: 'data', value: part }, file] }
      : { mimeType: type, text: lines.join('\r\n') },
    body: { message: '', data: { test_run_cases: [] } },
  })
}
