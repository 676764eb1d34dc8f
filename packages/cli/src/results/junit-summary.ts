import { isRecorded, type Summary } from './summary.ts'

/** A JUnit report about the upload itself: one test per result, failed if the result was not recorded. */
export function junitSummary({ plan, recorded, run, seconds }: Summary): string {
  const tests = [
    ...recorded.map((one) => {
      const { human_id, title } = one.result.testCase
      return testcase(
        `${human_id} ${title}`,
        isRecorded(one) ? undefined : ['failure', `${one.ending}: ${one.reason ?? ''}`],
      )
    }),
    ...plan.unmatched.map(({ test, reason }) => testcase(test.name, ['skipped', reason])),
    ...plan.broken.map(({ file, reason }) => testcase(file.name, ['error', reason])),
  ]
  const failures = recorded.filter((one) => !isRecorded(one)).length
  const head = `tests="${tests.length}" failures="${failures}" errors="${plan.broken.length}" skipped="${plan.unmatched.length}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="${escaped(`tms results upload ${run ?? ''}`.trim())}" ${head} time="${seconds.toFixed(3)}">`,
    ...tests,
    '</testsuite>',
    '',
  ].join('\n')
}

function testcase(name: string, child?: readonly [element: string, message: string]): string {
  const inside = child ? `<${child[0]} message="${escaped(child[1])}"/>` : ''
  return `  <testcase classname="tms" name="${escaped(name)}">${inside}</testcase>`
}

function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
}
