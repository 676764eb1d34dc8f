import { describe, expect, test } from 'vitest'
import { parseReport } from '../src/index.ts'

function outcomeOf(testcase: string) {
  const [{ outcome, message } = { outcome: undefined, message: undefined }] = parseReport(
    `<testsuite>${testcase}</testsuite>`,
  )
  return [outcome, message]
}

describe('a test that did not run or failed is never passed', () => {
  test.each([
    ['<testcase name="a" status="notrun" result="suppressed"/>', 'skipped', 'status="notrun"'],
    ['<testcase name="a" status="disabled"/>', 'skipped', 'status="disabled"'],
    ['<testcase name="a" status="run" result="skipped"/>', 'skipped', 'result="skipped"'],
    ['<testcase name="a" status="NotExecuted"/>', 'skipped', 'status="NotExecuted"'],
    ['<testcase name="a" status="a word of tomorrow"/>', 'skipped', 'status="a word of tomorrow"'],
    ['<testcase name="a" executed="False"/>', 'skipped', 'executed="false"'],
    ['<testcase name="a" status="failed"/>', 'failed', 'status="failed"'],
    ['<testcase name="a" status="passed" result="Failure"/>', 'failed', 'result="Failure"'],
    ['<testcase name="a" status="timed-out"/>', 'failed', 'status="timed-out"'],
    ['<testcase name="a" success="false"/>', 'failed', 'success="false"'],
    [
      '<testcase name="a"><warning>No tests found in class.</warning></testcase>',
      'failed',
      'warning: No tests found in class.',
    ],
    ['<testcase name="a"><skipped message="no mail"/></testcase>', 'skipped', 'no mail'],
    ['<testcase name="a"><disabled/></testcase>', 'skipped', ''],
    ['<testcase name="a" status="passed"><failure>no</failure></testcase>', 'failed', 'no'],
    ['<testcase name="a"><skipped/><error message="boom"/></testcase>', 'failed', 'boom'],
    ['<testcase name="a" status="failed"><skipped/></testcase>', 'failed', 'status="failed"'],
    ['<j:testcase xmlns:j="urn:j" name="a"><j:failure message="no"/></j:testcase>', 'failed', 'no'],
  ])('%s', (testcase, outcome, message) => {
    expect(outcomeOf(testcase)).toEqual([outcome, message])
  })
})

test.each(['run', 'Passed', 'OK', 'completed', 'SUCCESS', ''])('status="%s" is passed', (status) => {
  expect(outcomeOf(`<testcase name="a" status="${status}"/>`)).toEqual(['passed', ''])
})

describe('a failure outside of a test is reported as a test', () => {
  test('an error directly inside a suite', () => {
    const tests = parseReport(
      '<testsuites><testsuite name="Booking" errors="1"><testcase name="a"/><error message="hook failed">at x</error></testsuite></testsuites>',
    )
    expect(tests.map(({ name, outcome, message }) => [name, outcome, message])).toEqual([
      ['a', 'passed', ''],
      ['Booking', 'failed', 'hook failed'],
    ])
  })

  test('a suite with failures in its attributes and without tests', () => {
    const tests = parseReport(
      '<testsuites errors="2"><testsuite name="A" tests="0" errors="1"/><testsuite name="B" failures="1"><properties/></testsuite><testsuite name="C" errors="0"/></testsuites>',
    )
    expect(tests.map(({ name, outcome, message }) => [name, outcome, message])).toEqual([
      ['A', 'failed', 'the suite has errors="1" and no test'],
      ['B', 'failed', 'the suite has failures="1" and no test'],
    ])
  })
})

test('a message is one line, without colours, and cut off', () => {
  expect(
    outcomeOf('<testcase name="a"><failure message="\n\u001b[31mexpected\u001b[39m 1&#27;[0m&#10;got 2"/></testcase>'),
  ).toEqual(['failed', 'expected 1'])
  const [, message] = outcomeOf(`<testcase name="a"><failure>${'x'.repeat(100_000)}</failure></testcase>`)
  expect(message).toHaveLength(1000)
})
