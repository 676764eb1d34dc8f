import type { TestOutcome } from './reported-test.ts'

/** Outcome of a test by the elements inside it. */
const elements: Record<string, TestOutcome> = {
  failure: 'failed',
  error: 'failed',
  // Written by PHPUnit for a test that could not be created or run.
  warning: 'failed',
  skipped: 'skipped',
  disabled: 'skipped',
  ignored: 'skipped',
}

/** Written by Surefire for attempts that were followed by another one. */
const earlierAttempts = ['flakyFailure', 'flakyError', 'rerunFailure', 'rerunError']

/**
 * Values of the attributes `status` and `result`, in lower case, without spaces, `-` and `_`. Other values are skips.
 */
const passed =
  'passed pass success successful succeeded ok run ran executed completed complete done finished valid'.split(' ')
const failed = 'failed fail failure error errored broken timedout timeout crashed aborted undefined warning'.split(' ')

/** Exceptions with which a test skips itself; TestNG reports them as errors. */
const skips = /(?:^|[.\\])(?:SkipException|SkipTest|AssumptionViolatedException|TestAbortedException|SkippedTestError)$/

export function elementOutcome(element: string, type = ''): TestOutcome | undefined {
  const outcome = Object.hasOwn(elements, element) ? elements[element] : undefined
  return outcome === 'failed' && skips.test(type) ? 'skipped' : outcome
}

export function isEarlierAttempt(element: string): boolean {
  return earlierAttempts.includes(element)
}

/** The outcome according to the attributes of a test, and the decisive attribute as reason. */
export function attributeOutcome(attributes: Record<string, string>): { outcome: TestOutcome; reason: string } {
  const found = claims(attributes)
  const decisive =
    found.find(({ outcome }) => outcome === 'failed') ?? found.find(({ outcome }) => outcome === 'skipped')
  return decisive ?? { outcome: 'passed', reason: '' }
}

function claims(attributes: Record<string, string>): { outcome: TestOutcome; reason: string }[] {
  const said = ['status', 'result'].flatMap((attribute) => {
    const value = attributes[attribute]
    return value === undefined || value.trim() === ''
      ? []
      : [{ outcome: wordOutcome(value), reason: `${attribute}="${value}"` }]
  })
  const flags = [
    ...isFlag(attributes, 'disabled', 'true', 'skipped'),
    ...isFlag(attributes, 'ignored', 'true', 'skipped'),
    ...isFlag(attributes, 'skipped', 'true', 'skipped'),
    ...isFlag(attributes, 'executed', 'false', 'skipped'),
    ...isFlag(attributes, 'success', 'false', 'failed'),
  ]
  return [...said, ...flags]
}

function wordOutcome(value: string): TestOutcome {
  const word = value.toLowerCase().replaceAll(/[\s_-]/g, '')
  if (passed.includes(word)) return 'passed'
  return failed.includes(word) ? 'failed' : 'skipped'
}

function isFlag(attributes: Record<string, string>, name: string, value: string, outcome: TestOutcome) {
  return attributes[name]?.trim().toLowerCase() === value ? [{ outcome, reason: `${name}="${value}"` }] : []
}
