import { UsageError } from '@testsigma-tms/client'
import type { ReporterOptions } from './options.ts'

type Check = readonly [expected: string, isValid: (value: unknown) => boolean]

const text: Check = ['a string', (value) => typeof value === 'string']
const boolean: Check = ['true or false', (value) => typeof value === 'boolean']
const object: Check = ['an object', isObject]
const outcomes = ['passed', 'failed', 'skipped']

const checks: Readonly<Record<keyof ReporterOptions, Check>> = {
  project: text,
  run: text,
  title: text,
  key: text,
  cases: ["'named' or 'project'", (value) => value === 'named' || value === 'project'],
  plan: text,
  user: text,
  statuses: [
    `an object with names for ${outcomes.join(', ')}`,
    (value) =>
      isObject(value) && Object.entries(value).every(([name, each]) => outcomes.includes(name) && isFilled(each)),
  ],
  attachments: boolean,
  batchSize: ['a whole number from 1 to 1000', isWhole(1, 1_000)],
  interval: ['a whole number of milliseconds from 0 to 3600000', isWhole(0, 3_600_000)],
  failOnUploadError: boolean,
  file: text,
  client: object,
}

/** Options that the runner adds itself. */
const ofTheRunner = /^(?:configDir$|_)/

/** @throws {UsageError} that names the option, what was expected and what was found */
export function checkOptions(options: object): void {
  for (const [name, value] of Object.entries(options)) {
    if (ofTheRunner.test(name)) continue
    if (!Object.hasOwn(checks, name)) {
      // The message does not contain the value, because it may be a key.
      throw new UsageError(
        `The reporter has no option "${name}"; there are ${Object.keys(checks).join(', ')}. The key comes from the variable TESTSIGMA_API_KEY.`,
      )
    }
    const [expected, isValid] = checks[name as keyof ReporterOptions]
    if (isValid(value)) continue
    const got = isObject(value)
      ? `the fields ${Object.keys(value).join(', ')}`
      : (JSON.stringify(value) ?? typeof value)
    throw new UsageError(`The option ${name} must be ${expected}, got ${got.slice(0, 100)}.`)
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}

function isWhole(least: number, most: number): (value: unknown) => boolean {
  return (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most
}
