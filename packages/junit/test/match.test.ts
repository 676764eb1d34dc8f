import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchTests, outcomesByCase, parseReport } from '../src/index.ts'

const cases = ['QZX-1', 'QZX-2', 'QZX-3', 'QZX-4'].map((human_id) => ({ human_id, title: `Title of ${human_id}` }))

function match(testcase: string, among = cases) {
  const { matched, unmatched } = matchTests(parseReport(`<testsuite>${testcase}</testsuite>`), among)
  return {
    ids: matched.flatMap((one) => one.cases.map(({ human_id }) => human_id)),
    unknown: matched.flatMap(({ unknownIds }) => unknownIds),
    reasons: unmatched.map(({ reason }) => reason),
  }
}

describe('names of suites', () => {
  const inSuites = (outer: string, inner: string, testcase: string) => {
    const xml = `<testsuites><testsuite ${outer}><testsuite ${inner}>${testcase}</testsuite></testsuite></testsuites>`
    return matchTests(parseReport(xml), cases).matched.flatMap((one) => one.cases.map(({ human_id }) => human_id))
  }

  test.each([
    ['count where nothing inside has an ID', 'name="QZX-1"', 'name="pay"', '<testcase name="a"/>', ['QZX-1']],
    ['count from the innermost', 'name="QZX-1"', 'name="QZX-2 pays"', '<testcase name="a"/>', ['QZX-2']],
    ['do not count beside a name', 'name="QZX-1"', 'name="QZX-2"', '<testcase name="QZX-3"/>', ['QZX-3']],
    ['do not count beside a class', 'name="QZX-1"', 'name="a"', '<testcase name="a" classname="QZX_3"/>', ['QZX-3']],
    ['are not those of a host', 'name="a" hostname="qzx-1"', 'name="b"', '<testcase name="a"/>', []],
  ])('%s', (_, outer, inner, testcase, ids) => {
    expect(inSuites(outer, inner, testcase)).toEqual(ids)
  })
})

test('the display name of the JUnit Platform may have an ID', () => {
  const output = (name: string) => `<system-out>
unique-id: [engine:junit-jupiter]/[method:pays()]
display-name: ${name}
</system-out>`
  expect(match(`<testcase name="pays()">${output('QZX-1 pays')}</testcase>`).ids).toEqual(['QZX-1'])
  expect(match(`<testcase name="QZX_2_pays()">${output('repetition 1 of 2')}</testcase>`).ids).toEqual(['QZX-2'])
})

describe('IDs are read from', () => {
  test.each([
    ['the start of a name', 'QZX-1 pays', ['QZX-1']],
    ['brackets', 'pays [QZX-1]', ['QZX-1']],
    ['a tag', 'pays @qzx-1', ['QZX-1']],
    ['a function', 'test_QZX_3_pays', ['QZX-3']],
    ['a function in lower case', 'test_qzx_3_pays', ['QZX-3']],
    ['a method', 'testQZX_3', ['QZX-3']],
    ['a method with more words', 'TestQZX_3_Pays', ['QZX-3']],
    ['several brackets', '[QZX-3] [QZX-4] pays', ['QZX-3', 'QZX-4']],
    ['a list', 'QZX-4, QZX-3 and QZX_1: pays', ['QZX-4', 'QZX-3', 'QZX-1']],
    ['a repeated one', 'QZX-1 is QZX-1', ['QZX-1']],
    ['not from inside words and numbers', 'AQZX-1 QZX-12 QZX-1a X-QZX-1', []],
    ['not without a number', 'QZX- pays', []],
  ])('%s', (_, name, ids) => {
    expect(match(`<testcase name="${name}"/>`).ids).toEqual(ids)
  })

  test.each(['testsigma', 'test_id', 'test_key', 'testcase_id', 'Test_ID'])('the property %s', (name) => {
    const properties = (value: string) => `<properties><property name="${name}" value="${value}"/></properties>`
    expect(match(`<testcase name="pays">${properties('QZX-1')}</testcase>`).ids).toEqual(['QZX-1'])
    expect(match(`<testcase name="QZX-3 pays">${properties('QZX_1, QZX-2')}</testcase>`).ids).toEqual([
      'QZX-1',
      'QZX-2',
    ])
  })

  test('but not from properties of other tools', () => {
    const property = '<properties><property name="test_id" value="8123"/></properties>'
    expect(match(`<testcase name="QZX-3 pays">${property}</testcase>`).ids).toEqual(['QZX-3'])
  })

  test('but not from a property without a value, such as an annotation without description', () => {
    const tests = parseReport('<testsuite><testcase name="QZX-3 pays"/><testcase name="pays"/></testsuite>')
    const annotated = tests.map((one) => ({ ...one, properties: [{ name: 'testsigma', value: ' ' }] }))
    const { matched, unmatched } = matchTests(annotated, cases)
    expect(matched.flatMap((one) => one.cases.map(({ human_id }) => human_id))).toEqual(['QZX-3'])
    expect(unmatched.map(({ reason }) => reason)).toEqual([
      'it names no test case by ID, and no title is the same as its name',
    ])
  })

  test('the class, if the name contains none', () => {
    expect(match('<testcase name="pays" classname="QZX_2_Test"/>').ids).toEqual(['QZX-2'])
    expect(match('<testcase name="QZX-1 pays" classname="QZX_2_Test"/>').ids).toEqual(['QZX-1'])
  })

  test('titles, if they are identical and unique', () => {
    expect(match('<testcase name="Title of QZX-1"/>', [{ human_id: 'QZX-7', title: 'pays' }]).ids).toEqual([])
    const twins = [
      ...cases,
      { human_id: 'QZX-5', title: 'pays' },
      { human_id: 'QZX-6', title: 'refunds' },
      { human_id: 'QZX-7', title: 'refunds' },
    ]
    expect(match('<testcase name="pays"/>', twins).ids).toEqual(['QZX-5'])
    expect(match('<testcase name="refunds"/>', twins).reasons).toEqual([
      'it names no test case by ID, and several have its name as their title',
    ])
  })
})

describe('if the first ID belongs to no test case, the test is unmatched', () => {
  test.each([
    '<testcase name="QZX-99 regression of QZX-2"/>',
    '<testcase name="QZX-99" classname="QZX-2"/>',
    '<testcase name="QZX-2"><properties><property name="testsigma" value="QZX-99"/></properties></testcase>',
  ])('%s', (testcase) => {
    expect(match(testcase)).toEqual({ ids: [], unknown: [], reasons: ['it names QZX-99, which is no test case here'] })
  })

  test('the property `testsigma` is decisive, also for another project', () => {
    const property = '<properties><property name="testsigma" value="ABC-1"/></properties>'
    expect(match(`<testcase name="QZX-2">${property}</testcase>`).reasons).toEqual([
      'it names ABC-1, which is no test case here',
    ])
  })

  test('a later unknown ID is only reported', () => {
    expect(match('<testcase name="QZX-1 QZX-99"/>')).toEqual({ ids: ['QZX-1'], unknown: ['QZX-99'], reasons: [] })
  })
})

test('nothing matches if there are no test cases', () => {
  expect(match('<testcase name="QZX-1"/>', []).reasons).toHaveLength(1)
})

test('a prefix may have any characters', () => {
  expect(match('<testcase name="A.B(-7 pays"/>', [{ human_id: 'A.B(-7', title: '' }]).ids).toEqual(['A.B(-7'])
})

test('property: every test is matched or not, and only the test cases of its first IDs get a result', () => {
  const words = fc.constantFrom('QZX-1', 'qzx_2', '[QZX-3]', 'QZX-99', 'pays', 'and', 'UTF-8', 'QZX-4:')
  fc.assert(
    fc.property(fc.array(words, { maxLength: 6 }), (name) => {
      const ids = name
        .filter((word) => /qzx/i.test(word))
        .map((word) =>
          word
            .toUpperCase()
            .replace('_', '-')
            .replaceAll(/[[\]:]/g, ''),
        )
      const known = [...new Set(ids)].filter((id) => id !== 'QZX-99')
      const result = match(`<testcase name="${name.join(' ')}"/>`)
      expect(result.ids).toEqual(ids.length > 0 && ids[0] !== 'QZX-99' ? known : [])
      expect(result.ids.length > 0).toBe(result.reasons.length === 0)
    }),
  )
})

test('property: a test case failed if any of its tests failed, and is skipped only if all were', () => {
  const outcomes = fc.array(fc.constantFrom('passed', 'failed', 'skipped'), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(outcomes, (ends) => {
      const xml = ends.map((status, index) => `<testcase name="QZX-1 ${index}" status="${status}"/>`).join('')
      const [only] = outcomesByCase(matchTests(parseReport(`<testsuite>${xml}</testsuite>`), cases).matched)
      const expected = ends.includes('failed') ? 'failed' : ends.includes('passed') ? 'passed' : 'skipped'
      expect(only?.outcome).toBe(expected)
      expect(only?.tests).toHaveLength(ends.length)
    }),
  )
})
