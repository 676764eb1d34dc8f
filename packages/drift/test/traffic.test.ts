import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { entryTexts } from '../src/traffic/har-entries.ts'
import { type EntryFacts, entry, har, label, labels } from './hars.ts'
import { runDrift, temporaryFile, temporaryFolder } from './run-drift.ts'
import { zipped } from './zipped.ts'

interface Place {
  request: string
  file: string
  line: number
}

interface Report {
  code: number
  status: string
  reason?: string
  findings: { where: Place; also?: Place[]; expected: string; got: string }[]
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
  it('is clean, however bodies are recorded', async () => {
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

  it('is separated from foreign traffic, which is counted', async () => {
    const foreign = [entry({ url: 'https://cdn.example/logo.svg' }), entry({ method: 'OPTIONS', status: 204 })]
    const report = await traffic(har(entry(), ...foreign, entry({ url: 'data:image/png;base64,AAAA' })))

    expect(report).toMatchObject({ code: 0, compared: { exchanges: 1 } })
    expect(report.notes.join()).toContain('3 foreign exchanges were left out: https://cdn.example 1, ')
  })

  it('is found below another base URL', async () => {
    const recorded = har(entry({ url: 'http://tms.test:8080/v1/labels' }))

    expect(await traffic(recorded, '--base-url', 'http://tms.test:8080/v1/')).toMatchObject({ code: 0 })
    expect(await traffic(recorded)).toMatchObject({ code: 2, reason: expect.stringContaining('--base-url') })
  })
})

describe.concurrent('recordings of tools', () => {
  const length = { name: 'Content-Length', value: '120' }

  it('are clean: cancelled entries, 304 and 206 are counted and left out', async () => {
    const nothing = { content: { size: 0, mimeType: 'x-unknown' } }
    const report = await traffic(
      har(
        entry(),
        entry({ status: 0, ...nothing }),
        entry({ status: -1 }),
        entry({ status: 304, ...nothing }),
        entry({ status: 206 }),
        { ...entry(nothing), _fromCache: 'disk' },
      ),
    )

    expect(report).toMatchObject({ code: 0, compared: { exchanges: 1 } })
    expect(report.notes).toEqual([
      '2 requests without a response (cancelled) were left out.',
      '3 responses with 1xx, 304 or 206 were left out.',
    ])
  })

  it('an omitted body is not an empty one', async () => {
    const upload = entry({
      method: 'POST',
      url: '/projects',
      requestHeaders: [length],
      body: { message: '', data: {} },
    })
    const response = entry({ responseHeaders: [length], content: { size: 0, mimeType: 'application/json', text: '' } })
    const report = await traffic(har(upload, response))

    expect(report.reason).toContain('entry 1: the body of the request was not recorded')
    expect(report.reason).toContain('entry 2: the body of the response was not recorded')
    expect(report).toMatchObject({ code: 2, findings: [] })
  })

  it('browsers: the body of a form with files is not recorded, its response is compared', async () => {
    const form = { name: 'Content-Type', value: 'multipart/form-data; boundary=x' }
    const run = 'c47ade67-0543-4582-a4a5-b7de447c94f5/test_runs/DEMO-R-1/test_cases'
    const upload = {
      method: 'PUT',
      url: `/projects/${run}`,
      requestHeaders: [length, form],
      body: { message: '', data: { test_run_cases: [], extra: 1 } },
    }
    const half = { mimeType: form.value, text: '--x\r\nContent-Disposition: form-data; name="data"' }
    const report = await traffic(har(entry(upload), entry({ ...upload, postData: { mimeType: form.value } })))
    const cut = await traffic(har(entry({ ...upload, postData: half })))

    for (const each of [report, cut]) {
      expect(each.findings.map(({ got }) => got)).toEqual([expect.stringContaining('the undeclared field "extra"')])
      expect(each.code).toBe(1)
    }
    expect(report.notes).toEqual([
      '2 request bodies (forms) were not recorded as they were sent; the responses were compared.',
    ])
  })

  it('an invalid entry is reported with what was expected, without its values', async () => {
    const odd: [EntryFacts, string][] = [
      [{ requestHeaders: [{ name: 'Authorization', value: 'Bearer secret\u0000' }] }, 'expected headers of HTTP'],
      [{ requestHeaders: [{ name: 'Jane Roe', value: '1' }] }, 'expected headers of HTTP'],
      [{ responseHeaders: [{ key: 'a' }] }, 'in "headers"'],
      [{ content: { mimeType: 'application/json', text: 5 } }, 'a string in "text"'],
      [{ postData: [5] }, 'expected an object'],
      [{ status: 999 }, 'from 100 to 599'],
      [{ status: 200.5 }, 'from 100 to 599'],
      [{ method: 'JANE-ROE' }, 'a method of HTTP'],
    ]
    const report = await traffic(har(...odd.map(([facts]) => entry(facts))))

    expect(report).toMatchObject({ code: 2, findings: [], reason: expect.stringContaining('And 3 more.') })
    for (const [number, [, reason]] of odd.slice(0, 5).entries()) {
      expect(report.reason).toMatch(new RegExp(`entry ${number + 1}: [^.]*${reason}`))
    }
    expect(JSON.stringify(report)).not.toMatch(/secret|jane/i)
  })

  it('undeclared operations are reported without IDs', async () => {
    const urls = ['/people/jane-roe', '/users/janeroe/settings', '/projects/42/widgets/jane']
    const report = await traffic(har(...urls.map((url) => entry({ url }))))

    const places = report.findings.flatMap(({ where, also = [] }) => [where, ...also])
    expect(places.map(({ request }) => request)).toEqual([
      'GET /people/{…}',
      'GET /users/{…}/settings',
      'GET /projects/{…}/widgets/{…}',
    ])
  })

  it('redirects need no body', async () => {
    const redirect = entry({
      status: 301,
      responseHeaders: [length, { name: 'location', value: 'https://arcus.testsigma.com/api/v1/labels' }],
      content: { size: 0 },
    })

    expect(await traffic(har(redirect, entry()))).toMatchObject({ code: 0, compared: { exchanges: 1 } })
  })

  it('Fiddler: a byte order mark', async () => {
    expect(await traffic(`\uFEFF${JSON.stringify(har(entry()))}`)).toMatchObject({ code: 0 })
  })

  it('a HAR file whose log comes last, and one with additional fields', async () => {
    const { log } = har(entry()) as { log: { entries: object[] } }
    const odd = {
      _meta: { entries: [1, { log: 1 }] },
      log: { pages: [{ entries: [] }], comment: '"entries": [{', ...log },
    }

    expect(await traffic(odd)).toMatchObject({ code: 0, compared: { exchanges: 1 } })
    expect(await traffic({ log: odd.log })).toMatchObject({ code: 0, compared: { exchanges: 1 } })
  })

  it('Newman: its JSON report', async () => {
    const url = { protocol: 'https', host: ['arcus', 'testsigma', 'com'], path: ['api', 'v1', 'labels'], query: [] }
    const header = [{ key: 'Content-Type', value: 'application/json' }]
    const data = [...Buffer.from(JSON.stringify(labels))]
    const response = { code: 200, header, stream: { type: 'Buffer', data } }
    const report = {
      collection: {},
      run: { executions: [{ request: { method: 'GET', url, header: [] }, response }, {}] },
    }

    expect(await traffic(report)).toMatchObject({
      code: 2,
      compared: { exchanges: 1 },
      reason: expect.stringContaining('recorded.har, request 2: expected "request" with "url"'),
    })
  })

  it('Playwright: bodies in files next to the HAR file, and both in a ZIP archive', async () => {
    const folder = await temporaryFolder()
    const content = { mimeType: 'application/json', size: 9, _file: 'a1b2.json' }
    await writeFile(join(folder, 'recorded.har'), JSON.stringify(har(entry({ content }))))
    await writeFile(join(folder, 'a1b2.json'), JSON.stringify(labels))
    for (const name of ['.DS_Store', '.gitkeep', 'notes.txt']) await writeFile(join(folder, name), '')
    const report = await reportOn(folder)
    const archive = join(await temporaryFolder(), 'recorded.zip')
    await writeFile(
      archive,
      zipped({ 'har.har': JSON.stringify(har(entry({ content }))), 'a1b2.json': JSON.stringify(labels) }),
    )

    expect(report).toMatchObject({
      code: 0,
      compared: { exchanges: 1 },
      notes: ['Files that are no recordings: notes.txt.'],
    })
    expect(await reportOn(archive)).toMatchObject({ code: 0, compared: { exchanges: 1 } })
  })

  it('a large recording: entries are read one by one, wherever chunks end', async () => {
    const text = JSON.stringify(
      har(...Array.from({ length: 5 }, () => entry({ body: { ...labels, message: 'é"\\{[' } }))),
    )
    const bytes = Buffer.from(text)
    for (const size of [1, 7, 64, bytes.length]) {
      const entries: string[] = []
      for await (const each of entryTexts(piecesOf(bytes, size), 'a.har')) entries.push(each)
      expect(entries.map((each) => JSON.parse(each))).toEqual(JSON.parse(text).log.entries)
    }
  })
})

describe.concurrent('a finding has a location, and shows no value', () => {
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
      'an undeclared parameter that is accepted',
      { url: `/labels?owner=${secret}` },
      'GET /labels',
      /listLabels\.yaml:\d+$/,
      'declared query parameters only',
      'the undeclared query parameter "owner"',
    ],
    [
      'a parameter of another type that is accepted',
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

  it('each is one finding', async () => {
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

  it('in an accepted request, including form parts', async () => {
    const data = { test_run_cases: [{ ...resultData.test_run_cases[0], user_id: 7, mood: 'good' }] }
    const { findings } = await traffic(har(results({ data })))

    expect(findings.map(({ got }) => got).sort()).toEqual([
      'an integer at /data/test_run_cases/0/user_id',
      'the undeclared field "mood", a string of 4 characters at /data/test_run_cases/0',
    ])
    expect(findings[0]?.where.request).toBe('PUT /projects/{project_id}/test_runs/{test_run_id}/test_cases')
  })

  it('is one finding however often it occurs', async () => {
    const wrong = entry({ body: { message: '', data: { labels: [{ ...label, colour: 'red' }] } } })
    const { findings } = await traffic(har(wrong, wrong, wrong))

    expect(findings).toHaveLength(1)
    expect(findings[0]?.got).toContain('(3 times)')
  })
})

describe.concurrent('could not check', () => {
  it.each<[string, unknown, string]>([
    ['no exchange', har(), 'contains no exchange'],
    ['not a HAR file', { entries: [] }, 'is not a HAR file'],
    ['not JSON', '{"log":', 'is not valid JSON'],
    ['only foreign exchanges', har(entry({ url: 'https://cdn.example/a' })), 'None of the 1 exchanges is of the API'],
    ['a response without its body', har(entry(), entry({ content: { size: 7 } })), 'entry 2: the body of the response'],
    ['only cancelled requests', har(entry({ status: 0 }), entry({ status: -1 })), 'every request was cancelled'],
    ['an entry without response', har({ request: { method: 'GET', url: 'https://x.test' } }), 'entry 1: expected'],
    ['unknown operations', har(entry({ url: '/nothing', status: 404 })), 'No exchange was compared'],
  ])('%s', async (_case, content, reason) => {
    const report = await traffic(content)

    expect(report).toMatchObject({ code: 2, status: 'could not check', reason: expect.stringContaining(reason) })
  })

  it('a folder without a recording, and a broken one', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'b.txt'), 'notes')
    const without = await reportOn(folder)
    await writeFile(join(folder, 'a.har'), '{"log": {"entries": [{')

    expect(without).toMatchObject({ code: 2, reason: expect.stringContaining('contains no recording') })
    expect(await reportOn(folder)).toMatchObject({ code: 2, reason: 'a.har is not valid JSON: it ends in the middle.' })
  })

  it('reports each bad entry once, by file and number', async () => {
    const bad = [null, {}, entry({ requestHeaders: [{ name: 'bad name', value: 'x' }] }), { request: entry() }]
    const report = await traffic(har(entry(), ...(bad as object[])))

    for (const number of [2, 3, 4, 5]) {
      expect(report.reason?.split(`entry ${number}:`)).toHaveLength(2)
    }
    expect(report).toMatchObject({ code: 2, compared: { exchanges: 1 } })
    expect(report.reason).not.toContain('TypeError')
  })

  it('an attached body outside the folder', async () => {
    const content = { mimeType: 'application/json', size: 9, _file: '../../etc/passwd' }
    const report = await traffic(har(entry({ content })))

    expect(report).toMatchObject({ code: 2, reason: expect.stringContaining('expected a file beside it') })
  })

  it('keeps earlier findings', async () => {
    const report = await traffic(har(entry({ status: 418 }), entry({ content: { size: 7 } })))

    expect(report).toMatchObject({ code: 2, findings: [{ where: { request: 'GET /labels 418' } }] })
  })
})

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

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
