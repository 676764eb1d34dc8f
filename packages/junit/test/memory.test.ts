import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { type ReportedTest, readReport } from '../src/index.ts'

const amount = 30_000
const output = 'log line '.repeat(110)

/** A report of 33 MB, nearly all of it output of the tests. */
function* report(): Generator<Buffer> {
  yield Buffer.from('<testsuites><testsuite name="s">')
  for (let index = 0; index < amount; index += 50) {
    const tests = Array.from({ length: 50 }, (_, place) => {
      const name = `DEMO-1 a name that is long enough to be cut out ${index + place}`
      return `<testcase name="${name}"><system-out><![CDATA[${output}]]></system-out></testcase>`
    })
    yield Buffer.from(tests.join(''))
  }
  yield Buffer.from('</testsuite></testsuites>')
}

function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

test('tests do not keep their report in memory', async () => {
  const before = heapInUse()
  const tests: ReportedTest[] = []
  for await (const one of readReport(report())) tests.push(one)
  const grown = heapInUse() - before
  expect(tests).toHaveLength(amount)
  expect(grown / amount).toBeLessThan(1_000)
})
