import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mergeAttempts, parseReport } from '@testsigma-tms/junit'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FinishedTest } from '../src/core/finished-test.ts'
import { writeJunit } from '../src/core/junit-file.ts'
import { temporaryFolder } from './api.ts'

const text = fc.string({ unit: 'binary', maxLength: 60 })
const anyTest: fc.Arbitrary<FinishedTest> = fc.record({
  id: fc.uuid(),
  name: text,
  file: text,
  suites: fc.array(text, { maxLength: 3 }),
  outcome: fc.constantFrom('passed', 'failed', 'skipped'),
  error: fc.option(text, { nil: undefined }),
  duration: fc.integer({ min: 0, max: 9_000 }).map((milliseconds) => milliseconds / 1_000),
  attempts: fc.integer({ min: 1, max: 3 }),
  flaky: fc.boolean(),
  properties: fc.array(
    fc.record({ name: fc.constantFrom('testsigma', 'test_id'), value: text.map((each) => `DEMO-1 ${each}`) }),
    {
      maxLength: 1,
    },
  ),
  evidence: fc.array(fc.record({ name: text, body: fc.uint8Array({ maxLength: 20 }) }), { maxLength: 2 }),
})

it('the file can be read with any content of tests, and contains the same', () => {
  const file = join(temporaryFolder(), 'left.xml')
  fc.assert(
    fc.property(anyTest, (test) => {
      writeJunit(file, [test])
      const read = mergeAttempts(parseReport(readFileSync(file)))

      expect(read).toHaveLength(1)
      expect(read[0]?.outcome).toBe(test.outcome)
      expect(read[0]?.properties).toHaveLength(test.properties.length)
      expect(read[0]?.flaky).toBe(test.outcome === 'passed' && test.flaky)
      const withFiles = test.outcome === 'failed' || test.flaky
      expect(read[0]?.attachments).toHaveLength(withFiles ? test.evidence.length : 0)
    }),
    { numRuns: 300 },
  )
})
