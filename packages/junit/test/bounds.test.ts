import { describe, expect, test } from 'vitest'
import { matchTests, mergeAttempts, parseReport, readReport } from '../src/index.ts'

const suite = (inside: string) => `<testsuite>\n${inside}\n</testsuite>`
const many = (amount: number, of: (index: number) => string) =>
  Array.from({ length: amount }, (_, index) => of(index)).join('')

describe('a report is rejected with the line and the reason', () => {
  test.each([
    ['no XML', 'hello', 'line 1: not XML: it begins with "hello"'],
    ['nothing', '', 'the report is empty'],
    ['blanks', ' \n\n ', 'the report is empty'],
    ['a comment alone', '<!-- x -->', 'not well-formed XML: document must contain a root element'],
    ['no XML after blank lines', '\n\n  hello', 'line 3: not XML: it begins with "hello"'],
    ['JSON', '{"tests": []}', `line 1: not XML: it begins with ${JSON.stringify('{"tests": []}')}`],
    ['XML that is cut off', '<testsuites>\n<testsuite>', 'line 2: not well-formed XML: unclosed tag: testsuite'],
    ['a wrong end', '<testsuites>\n\n</testsuite>', 'line 3: not well-formed XML: unexpected close tag'],
    [
      'two reports in one',
      '<testsuite/>\n<testsuite/>',
      'line 2: not well-formed XML: documents may contain only one root',
    ],
    ['a page', '<html/>', 'line 1: the root of a JUnit report is testsuites or testsuite, got html, a page'],
    [
      'TRX',
      '<TestRun xmlns="urn:x"/>',
      'got TestRun, a Visual Studio report (TRX); `dotnet test --logger junit` writes JUnit XML',
    ],
    ['a root named as a property of every object', '<toString/>', 'got toString'],
    ['an unknown entity', suite('&boom;'), 'line 2: not well-formed XML: undefined entity'],
    [
      'an entity named as a property of every object',
      suite('&constructor;'),
      'line 2: not well-formed XML: undefined entity',
    ],
    [
      'an attribute given twice',
      suite('<testcase name="a" name="b"/>'),
      'line 2: not well-formed XML: duplicate attribute: name',
    ],
    [
      'entities that grow',
      '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n<testsuite name="&b;"/>',
      'line 1: a document type declaration is not allowed',
    ],
    [
      'an entity from elsewhere',
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><testsuite>&a;</testsuite>',
      'line 1: a document type declaration is not allowed',
    ],
    [
      '700,000 attributes',
      suite(`<testcase ${many(700_000, (index) => `a${index}=""`.concat(' '))}/>`),
      'line 2: an element has more than 200 attributes',
    ],
    ['deep nesting', many(100_000, () => '<testsuite>'), 'line 1: elements are nested more than 100 deep'],
    [
      'a text without end',
      suite(`<testcase name="${'x'.repeat(33 * 2 ** 20)}"/>`),
      'line 2: a text node, an attribute or a comment has more than 33554432 characters',
    ],
    [
      'nothing but forbidden references',
      suite('&#0;'.repeat(20_000)),
      'line 2: not well-formed XML: malformed character entity',
    ],
  ])('%s', (_, report, message) => {
    const refused = () => parseReport(report)
    expect(refused).toThrow(expect.objectContaining({ name: 'ReportError', message: expect.stringContaining(message) }))
  })
})

test('the error has the line as a number, too', async () => {
  const error = await readReport('<testsuites>\n<a>\n</b>')
    .next()
    .catch((reason: unknown) => reason)
  expect(error).toMatchObject({ name: 'ReportError', line: 3 })
})

describe('common violations of the format are read', () => {
  test.each([
    ['characters that XML forbids', '<testcase name="a\u0000\u0008b"/>', 'a\ufffd\ufffdb'],
    ['references to them', '<testcase name="a&#27;b"/>', 'a&#27;b'],
    ['a name of nothing but blanks', '<testcase name="  "/>', '  '],
    ['no name', '<testcase/>', ''],
    [
      'the name of a property of every object',
      '<testcase name="__proto__" constructor="x" __proto__="y"/>',
      '__proto__',
    ],
    ['an emoji over two code units', '<testcase name="😀"/>', '😀'],
  ])('%s', (_, testcase, name) => {
    expect(parseReport(suite(testcase)).map((one) => one.name)).toEqual([name])
  })

  test('100,000 tests, and a name of a million characters, which is cut', () => {
    const tests = parseReport(
      suite(
        `${many(100_000, (index) => `<testcase name="test ${index}"/>`)}<testcase name="${'DEMO-'.repeat(200_000)}"/>`,
      ),
    )
    expect(tests).toHaveLength(100_001)
    expect(tests.at(-1)?.name).toHaveLength(10_000)
    expect(tests[99_999]).toMatchObject({ name: 'test 99999', outcome: 'passed', line: 2 })
  })

  test('a million start markers of attachments, one of which is closed', () => {
    const output = `<system-out>${'[[ATTACHMENT|'.repeat(1_000_000)}shot.png]]</system-out>`
    expect(parseReport(suite(`<testcase name="a">${output}</testcase>`))).toMatchObject([{ attachments: ['shot.png'] }])
  })

  test('output of 20 MiB in a test, with an attachment at its end', () => {
    const output = `<system-out><![CDATA[${'log line\n'.repeat(2_300_000)}[[ATTACHMENT|shot.png]]]]></system-out>`
    expect(parseReport(suite(`<testcase name="a">${output}</testcase>`))).toMatchObject([
      { attachments: ['shot.png'], details: '' },
    ])
  })
})

describe('the work grows with the report, not with its square: each would take minutes otherwise', () => {
  const cases = [{ human_id: 'DEMO-1', title: 'Pay' }]
  const tests = many(20_000, (index) => `<testcase name="test ${index}"/>`)

  test.each([
    ['a long name', `<testsuite name="${'pay '.repeat(500_000)}">${tests}</testsuite>`],
    [
      'long names that differ at their ends',
      `${many(99, (index) => `<testsuite name="${'x'.repeat(20_000)}${10 + index}">`)}${tests}${'</testsuite>'.repeat(99)}`,
    ],
    [
      'the remark of TestNG in it',
      suite(`<!-- org.testng.X --><testsuite name="${'x'.repeat(10_000)}">${tests}</testsuite>`),
    ],
  ])('a suite with %s', (_, report) => {
    const merged = mergeAttempts(parseReport(report))
    expect(merged).toHaveLength(20_000)
    expect(matchTests(merged, cases).unmatched).toHaveLength(20_000)
  })

  test('output of nothing but line breaks', () => {
    const output = `<system-out>${'\n'.repeat(15_000)}</system-out>`
    expect(parseReport(suite(`<testcase name="a">${output.repeat(700)}</testcase>`))).toHaveLength(1)
  })
})

test('at most 100 properties are kept, however they are written', () => {
  const output = '<system-out>unique-id: a\ndisplay-name: DEMO-1\n</system-out>'
  const tests = parseReport(suite(`<testcase name="a">${output.repeat(150)}</testcase>`))
  expect(tests.map(({ properties }) => properties.length)).toEqual([100])
})
