import type { Exploration } from './explore.ts'
import type { Outage } from './outage-watch.ts'

export interface Demands {
  /** Minimum number of operations seen. */
  readonly minCoverage?: number | undefined
  /** Whether an account without a project may pass. */
  readonly allowEmpty?: boolean
  /** Operations seen by an earlier run, by method and path. */
  readonly previous?: readonly string[] | undefined
}

/**
 * Why too little was seen to report the API as checked. Missing data, such as an account without test plans, is no
 * reason.
 */
export function incompleteness(exploration: Exploration, readers: number, demands: Demands): string | undefined {
  const { seen, unseen, outage, isBudgetSpent, hasNoProject } = exploration
  if (outage) return `${outageText(outage)} ${seen.size} of ${readers} operations were seen.`
  if (hasNoProject && !demands.allowEmpty) {
    return (
      `The key can see no project, so ${unseen.length} of ${readers} operations could not be compared. ` +
      'Use a key that can, or pass --allow-empty.'
    )
  }
  return (
    unseenFailures(exploration, isBudgetSpent) ??
    tooFew(seen.size, demands.minCoverage) ??
    fewerThanBefore(exploration, demands.previous)
  )
}

function outageText({ since, reason, calls, working, isRefusal }: Outage): string {
  if (isRefusal && reason.includes('limit')) {
    return `The API ${reason}, since ${since}. Is the key also used elsewhere?`
  }
  if (isRefusal) return `The API refuses the key since ${since}: 401. It has expired or was revoked meanwhile.`
  const also = working === undefined ? '' : `, and so did ${working}, which had worked`
  const isElsewhere = !/with 5|in time|connection/.test(reason)
  const advice = isElsewhere
    ? 'A firewall, a login or a maintenance page may respond instead of the API.'
    : 'Run it again when the API is available.'
  return (
    `Outage: since ${since} the API ${reason} (${calls} ${calls === 1 ? 'call' : 'calls'} failed${also}). ` +
    `That says nothing about the contract. ${advice}`
  )
}

function unseenFailures({ unseen }: Exploration, isBudgetSpent: boolean): string | undefined {
  const failures = unseen.filter(({ isFailure }) => isFailure)
  if (failures.length === 0) return undefined
  if (isBudgetSpent) return `${operations(failures.length)} could not be seen within --max-requests. Increase it.`
  const list = failures.slice(0, 5).map(({ name, reason }) => `${name}: ${reason}`)
  return `${operations(failures.length)} could not be compared: ${list.join('; ')}`
}

/** An operation that was seen in the previous run must be seen again; otherwise data or permissions may be gone. */
function fewerThanBefore({ unseen }: Exploration, previous: readonly string[] = []): string | undefined {
  const gone = unseen.filter(({ name }) => previous.includes(name))
  if (gone.length === 0) return undefined
  const list = gone.slice(0, 5).map(({ name, reason }) => `${name}: ${reason}`)
  const rest = gone.length > 5 ? `; and ${gone.length - 5} more` : ''
  return (
    `${operations(gone.length)} of the previous run could not be seen again: ${list.join('; ')}${rest}. ` +
    'If that is intended, run it once without --previous.'
  )
}

function operations(count: number): string {
  return count === 1 ? '1 operation' : `${count} operations`
}

function tooFew(seen: number, least: number | undefined): string | undefined {
  if (least === undefined || seen >= least) return undefined
  return `${operations(seen)} ${seen === 1 ? 'was' : 'were'} seen, and --min-coverage requires ${least}. The notes say why the others were not.`
}
