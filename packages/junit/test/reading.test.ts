import { readdirSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  mergeAttempts,
  parseReport,
  ReportError,
  type ReportedTest,
  type ReportSource,
  readReport,
} from '../src/index.ts'

const folder = new URL('reports/', import.meta.url)
const reports = readdirSync(folder).map((name) => readFileSync(new URL(name, folder)))

async function collect(report: ReportSource): Promise<ReportedTest[]> {
  const tests: ReportedTest[] = []
  for await (const one of readReport(report)) tests.push(one)
  return tests
}

describe('encodings', () => {
  const names = (bytes: Uint8Array) => parseReport(bytes).map(({ name }) => name)
  const body = '<testsuite><testcase name="Größe €"/></testsuite>'
  const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16()
  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(body)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-8"?>${body}`)],
    [
      'Windows-1252',
      Buffer.from(`<?xml version="1.0" encoding='windows-1252'?>${body.replace('€', '\x80')}`, 'latin1'),
    ],
    [
      'ISO-8859-15',
      Buffer.from(
        `<?xml version="1.0" encoding="ISO-8859-15" standalone="yes"?>${body.replace('€', '\xa4')}`,
        'latin1',
      ),
    ],
    ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${body}`, 'utf16le')],
    ['UTF-16 without one', Buffer.from(body, 'utf16le')],
    ['UTF-16 big-endian with a byte order mark', swapped(Buffer.from(`\ufeff${body}`, 'utf16le'))],
    ['UTF-16 big-endian without one', swapped(Buffer.from(body, 'utf16le'))],
    ['UTF-8 that says it is UTF-16, as .NET may write', Buffer.from(`<?xml version="1.0" encoding="utf-16"?>${body}`)],
  ])('%s', (_, bytes) => {
    expect(names(bytes)).toEqual(['Größe €'])
  })

  test('a string is not decoded, whatever it declares', () => {
    expect(parseReport(`\ufeff<?xml version="1.0" encoding="ISO-8859-1"?>${body}`)[0]?.name).toBe('Größe €')
  })

  test.each([
    ['an unknown one', '<?xml version="1.0" encoding="klingon"?><testsuite/>', 'the encoding "klingon" is unknown'],
    [
      'invalid bytes in it',
      '<testsuite>\n\xff</testsuite>',
      'line 2: not valid utf-8, the default, because the report declares no encoding',
    ],
    [
      'invalid bytes in the declared one',
      '<?xml version="1.0" encoding="UTF-8"?>\n<testsuite>\xff</testsuite>',
      'line 2: not valid utf-8, the encoding that the report declares',
    ],
    ['a compressed file', '\x1f\x8b\x08', 'it is compressed by gzip; unpack it first'],
    ['an archive', 'PK\x03\x04', 'it is a ZIP file; unpack it first'],
  ])('%s', (_, text, message) => {
    expect(() => parseReport(Buffer.from(text, 'latin1'))).toThrow(message)
  })
})

test('property: a report may be split into any chunks, as strings, bytes, arrays and streams', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...reports), sizes, fc.boolean(), async (report, lengths, asText) => {
      const whole = parseReport(report)
      const source = asText ? report.toString('utf8') : report
      const pieces: (string | Uint8Array)[] = []
      for (let start = 0, turn = 0; start < source.length; turn += 1) {
        const end = start + (lengths[turn % lengths.length] as number)
        pieces.push(typeof source === 'string' ? source.slice(start, end) : source.subarray(start, end))
        start = end
      }
      expect(await collect(pieces)).toEqual(whole)
      expect(await collect(Readable.from(pieces))).toEqual(whole)
    }),
    { numRuns: 60 },
  )
})

test('property: any input results in tests or a ReportError', () => {
  const scraps = fc.constantFrom(
    '<testsuite name="a" errors="1">',
    '</testsuite>',
    '<testcase name="QZX-1">',
    '</testcase>',
    '<failure>',
    '</failure>',
    '<failure/>',
    '<properties>',
    '</properties>',
    '<property name="testsigma" value="QZX-1"/>',
    '<property name="attachment">',
    '</property>',
    'text',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '&amp;',
    '&#0;',
    '<?xml version="1.0"?>',
    '<error message="x"/>',
    '<testcase/>',
  )
  fc.assert(
    fc.property(
      fc.array(fc.oneof({ weight: 5, arbitrary: scraps }, fc.string({ unit: 'binary' })), { maxLength: 30 }),
      (parts) => {
        try {
          for (const { outcome, name } of mergeAttempts(parseReport(`<testsuites>${parts.join('')}</testsuites>`))) {
            expect(['passed', 'failed', 'skipped']).toContain(outcome)
            expect(name).toBeTypeOf('string')
          }
        } catch (error) {
          expect(error).toBeInstanceOf(ReportError)
        }
      },
    ),
    { numRuns: 1000 },
  )
})

test('property: written reports are read correctly', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'ö', '😀', '&', '<', '"', "'", '>', ' ', '1'), maxLength: 20 })
  const outcome = fc.constantFrom('passed', 'failed', 'skipped')
  const escaped = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const child = { passed: '', failed: '<failure/>', skipped: '<skipped/>' } as const
  fc.assert(
    fc.property(fc.array(fc.record({ name: text, classname: text, outcome })), (tests) => {
      const xml = tests.map(
        (one) =>
          `<testcase name="${escaped(one.name)}" classname="${escaped(one.classname)}">${child[one.outcome as keyof typeof child]}</testcase>`,
      )
      const read = parseReport(`<testsuites><testsuite name="s">${xml.join('')}</testsuite></testsuites>`)
      expect(read.map(({ name, classname, outcome }) => ({ name, classname, outcome }))).toEqual(tests)
    }),
  )
})

describe('attempts', () => {
  const merged = (...testcases: string[]) => mergeAttempts(parseReport(`<testsuite>${testcases.join('')}</testsuite>`))
  const attempt = (inside = '') => `<testcase name="a" classname="c" time="1">${inside}</testcase>`

  test.each([
    [
      'failed, then passed',
      [attempt('<failure message="no"/>'), attempt()],
      { outcome: 'passed', flaky: true, attempts: 2, message: 'no', duration: 2 },
    ],
    [
      'passed, then failed',
      [attempt(), attempt('<failure message="no"/>')],
      { outcome: 'failed', flaky: true, attempts: 2 },
    ],
    [
      'failed twice',
      [attempt('<failure message="one"/>'), attempt('<failure message="two"/>')],
      { outcome: 'failed', flaky: false, message: 'two' },
    ],
    [
      'failed, then skipped',
      [attempt('<failure/>'), attempt('<skipped/>')],
      { outcome: 'failed', flaky: false, attempts: 1 },
    ],
    [
      'passed, failed, passed: a test that passed is not retried',
      [attempt(), attempt('<failure message="no"/>'), attempt()],
      { outcome: 'failed', flaky: true, attempts: 3, message: 'no' },
    ],
    ['skipped, then passed', [attempt('<skipped/>'), attempt()], { outcome: 'passed', flaky: false, attempts: 1 }],
  ])('%s', (_, testcases, expected) => {
    expect(merged(...testcases)).toMatchObject([expected])
  })

  test('rows of TestNG are not attempts: a failure of one is a failure', () => {
    const rows = [attempt('<failure message="no"/>'), attempt()]
    const comment = '<!-- Generated by org.testng.reporters.JUnitReportReporter -->'
    const tests = mergeAttempts(parseReport(`${comment}<testsuite>${rows.join('')}</testsuite>`))
    expect(tests.map(({ outcome, flaky }) => [outcome, flaky])).toEqual([
      ['failed', false],
      ['passed', false],
    ])
  })

  test('files of all attempts are kept, each once', () => {
    const file = (path: string) => `<system-out>[[ATTACHMENT|${path}]]</system-out>`
    expect(merged(attempt(file('a.png')), attempt(file('b.png')), attempt(file('a.png')))[0]?.attachments).toEqual([
      'a.png',
      'b.png',
    ])
  })

  test('other classes and suites are other tests', () => {
    const xml = `<testsuites><testsuite name="s">${attempt()}<testcase name="a"/></testsuite><testsuite name="t">${attempt()}</testsuite></testsuites>`
    expect(mergeAttempts(parseReport(xml))).toHaveLength(3)
  })
})
