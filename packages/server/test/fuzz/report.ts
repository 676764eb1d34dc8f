import type { Random } from '../../src/seed/random.ts'
import { type Place, text } from './values.ts'

const outcomes = [
  '',
  '<skipped/>',
  '<failure message="expected 2"/>',
  '<error>boom</error>',
  '<system-out>x</system-out>',
]

/** A JUnit report, sometimes an invalid one. */
export function reportOf({ random }: Place): string {
  const cases = Array.from({ length: random.int(20) }, () => testCase(random)).join('')
  const report = `<testsuites><testsuite name="${text(random)}">${cases}</testsuite></testsuites>`
  return random.chance(0.2) ? broken(report, random) : report
}

function testCase(random: Random): string {
  return `<testcase classname="Suite" name="DEMO-${random.int(40)} ${text(random)}">${random.pick(outcomes)}</testcase>`
}

function broken(report: string, random: Random): string {
  return random.pick([
    report.slice(0, random.int(report.length)),
    `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(100)}"><!ENTITY d "&b;&b;&b;">]><testsuites>&d;</testsuites>`,
    '<html/>',
    `${'<testsuite>'.repeat(2000)}`,
    `<testsuite><testcase name="${'n'.repeat(10_000)}"/></testsuite>`,
    '<testsuite><testcase name="&#0;"/></testsuite>',
    '<testsuite xmlns:a="b"><a:testcase/><testcase name="1" name="2"/></testsuite>',
    '{}',
    '',
  ])
}
