import type { Exploration } from './explore.ts'

export interface Demands {
  /** Operations that have to be seen. */
  readonly minCoverage?: number | undefined
  /** Whether an account without a project counts as checked. */
  readonly allowEmpty?: boolean
}

/** Why what was seen is too little to call the API checked. That there is no plan, say, is no reason. */
export function incompleteness(exploration: Exploration, readers: number, demands: Demands): string | undefined {
  const { seen, unseen, outage, isBudgetSpent, hasNoProject } = exploration
  if (outage) {
    const calls = outage.calls === 1 ? '1 call' : `${outage.calls} calls`
    return (
      `Outage: since ${outage.since} the API ${outage.reason} (${calls} failed). ${seen.size} of ${readers} operations ` +
      'were seen. That says nothing about the contract; run it again when the API is back.'
    )
  }
  if (hasNoProject && !demands.allowEmpty) {
    return (
      `The key sees no project, so that ${unseen.length} of ${readers} operations could not be compared. ` +
      'Use a key that sees one, or accept that with --allow-empty.'
    )
  }
  return unseenFailures(exploration, isBudgetSpent) ?? tooFew(seen.size, demands.minCoverage)
}

function unseenFailures({ unseen }: Exploration, isBudgetSpent: boolean): string | undefined {
  const failures = unseen.filter(({ isFailure }) => isFailure)
  if (failures.length === 0) return undefined
  if (isBudgetSpent) return `${failures.length} operations were not seen within --max-requests. Allow more.`
  const list = failures.slice(0, 5).map(({ name, reason }) => `${name}: ${reason}`)
  return `${failures.length} operations could not be compared: ${list.join('; ')}`
}

function tooFew(seen: number, least: number | undefined): string | undefined {
  if (least === undefined || seen >= least) return undefined
  return `${seen} operations were seen, and --min-coverage asks for ${least}. The notes say why the others were not.`
}
