import type { TestOutcome } from '@testsigma-tms/junit'
import type { Settings } from '../configuration/settings.ts'
import { CommandError } from '../exit-codes.ts'

/** The default names of the live API; an account may have renamed them. */
const defaults: Record<TestOutcome, string> = { passed: 'Passed', failed: 'Failed', skipped: 'Skipped' }

/** The account's names for outcomes. */
export interface ResultNames {
  of(outcome: TestOutcome): string
  /** Names given by the user, which must exist in the account. */
  readonly given: readonly string[]
}

/** From flags such as `failed=Broken`, otherwise the configuration file, otherwise the defaults. */
export function resultNames({ file }: Settings, flags: readonly string[] = []): ResultNames {
  const byFlag = flags.map((flag) => {
    const [, outcome = '', name = ''] = /^([^=]+)=(.+)$/s.exec(flag) ?? []
    return [requireOutcome(outcome, flag), name] as const
  })
  for (const outcome of Object.keys(file.statuses ?? {})) requireOutcome(outcome, outcome)
  const given: Partial<Record<string, string>> = { ...file.statuses, ...Object.fromEntries(byFlag) }
  return {
    of: (outcome) => given[outcome] ?? defaults[outcome],
    given: Object.values(given).flatMap((name) => name ?? []),
  }
}

function requireOutcome(outcome: string, given: string): string {
  if (Object.hasOwn(defaults, outcome)) return outcome
  throw new CommandError(`--status must be like passed=<name>, failed=<name> or skipped=<name>, got "${given}".`)
}
