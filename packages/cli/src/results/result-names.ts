import type { TestOutcome } from '@testsigma-tms/junit'
import type { Settings } from '../configuration/settings.ts'
import { CommandError } from '../exit-codes.ts'
import type { PlannedResult } from './plan.ts'

/** What the API was seen to call them; an account may have renamed them. */
const defaults: Record<TestOutcome, string> = { passed: 'Passed', failed: 'Failed', skipped: 'Skipped' }

/** The account's names for outcomes: by flags such as `failed=Broken`, else the configuration file, else the defaults. */
export function resultNames({ file }: Settings, flags: readonly string[] = []): (result: PlannedResult) => string {
  const given = flags.map((flag) => {
    const [, outcome = '', name = ''] = /^([^=]+)=(.+)$/s.exec(flag) ?? []
    return [requireOutcome(outcome, flag), name] as const
  })
  for (const outcome of Object.keys(file.statuses ?? {})) requireOutcome(outcome, outcome)
  const names: Record<string, string> = { ...defaults, ...file.statuses, ...Object.fromEntries(given) }
  return ({ outcome }) => names[outcome] ?? defaults[outcome]
}

function requireOutcome(outcome: string, given: string): string {
  if (Object.hasOwn(defaults, outcome)) return outcome
  throw new CommandError(`--status must be like passed=<name>, failed=<name> or skipped=<name>, got "${given}".`)
}
