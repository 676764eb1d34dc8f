import { isDeepStrictEqual } from 'node:util'
import getReleasePlan from '@changesets/get-release-plan'
import type { Contract } from '@testsigma-tms/spec/contract'
import type { Break } from '../corpus/blame.ts'
import { typeImpact } from '../corpus/type-breaks.ts'
import { differencesBetween } from '../differences/compare.ts'
import type { Difference, Subject } from '../differences/difference.ts'
import { announcedVersion } from '../release/announced.ts'
import { largest } from '../release/impact.ts'
import { type Comparison, readComparison } from '../release/released.ts'
import { operationsOf } from '../terms/operation.ts'
import type { Term } from '../terms/term.ts'
import type { WireChange } from '../wire/change.ts'
import { wireChanges } from '../wire/wire-changes.ts'
import { isFromBreak, isFromWire } from './causes.ts'
import { commandLineChanges } from './command-line.ts'

/** What the contract's differences from the last release mean for users. */
export interface Changelog {
  /** The version of the last release. */
  readonly released: string
  /** The version that is announced; that of the last release while nothing is. */
  readonly announced: string
  /** What people wrote in the changesets. */
  readonly summaries: readonly string[]
  readonly entries: readonly Entry[]
  /** What changes for users of the command line, a sentence each. */
  readonly commandLine: readonly string[]
}

/** One change. */
export interface Entry {
  readonly kind: Difference['kind']
  /** Whom it concerns; several operations where they share what has changed. */
  readonly subjects: readonly Subject[]
  /** What changed in it: "field `last_name`". Empty for the subject as a whole. */
  readonly what: string
  readonly before?: string | undefined
  readonly after?: string | undefined
  /** What callers do about it. */
  readonly advice?: string | undefined
  /** Where it hurts: programs that talk to the API, code that is compiled against the types, both or nowhere. */
  readonly breaks: readonly ('wire' | 'types')[]
}

/** Writes down every difference from the last release, graded by both gates. */
export async function changelog(root: string): Promise<Changelog> {
  const comparison = await readComparison(root)
  const differences = differencesBetween(comparison)
  const [{ changesets }, announced] = await Promise.all([getReleasePlan(root), announcedVersion(root)])
  const [wire, { breaks }] = isDeepStrictEqual(comparison.baseline.document, comparison.current.document)
    ? [[], { breaks: [] }]
    : await Promise.all([wireChanges(root, comparison), typeImpact(root, comparison)])
  return {
    released: comparison.released.info.version,
    announced,
    summaries: changesets.map(({ summary }) => summary),
    entries: [...merged(differences, wire, breaks), ...unexplained(comparison, differences, wire, breaks)],
    commandLine: commandLineChanges(comparison.baseline, comparison.current),
  }
}

/** Differences as entries; what is shared by operations is one entry. */
function merged(differences: readonly Difference[], wire: readonly WireChange[], breaks: readonly Break[]): Entry[] {
  const same = Map.groupBy(differences, ({ kind, term, what, before, after }) => {
    return JSON.stringify([kind, term, what, before, after])
  })
  return [...same.values()].flatMap((group) => {
    const [difference] = group
    if (difference === undefined) return []
    const { kind, what, before, after, advice } = difference
    const axes = [
      ...(wire.some((change) => change.impact === 'breaking' && isFromWire(difference, change))
        ? ['wire' as const]
        : []),
      ...(breaks.some((each) => isFromBreak(difference, each)) ? ['types' as const] : []),
    ]
    const subjects = group.map(({ subject }) => subject)
    return [{ kind, subjects, what, before, after, advice: advice || undefined, breaks: axes }]
  })
}

/** What no difference stands for, such as headers: better said twice than not at all. */
function unexplained(
  { current }: Comparison,
  differences: readonly Difference[],
  wire: readonly WireChange[],
  breaks: readonly Break[],
): Entry[] {
  const operations = operationsOf(current)
  const subjectAt = (term: Term): Subject => {
    const operation = operations.find((each) => term.startsWith(`${each.term}/`))
    return operation ? { kind: 'operation', name: operation.id } : { kind: 'api', name: 'API' }
  }
  const fromWire = wire
    .filter((change) => !differences.some((each) => isFromWire(each, change)))
    .map(({ what, impact, subject, subjects }): Entry => {
      const named = [subject, ...subjects].map((name) => subjectNamed(current, name))
      const shared =
        named[0]?.kind === 'operation' ? named.slice(1).filter(({ kind }) => kind === 'operation') : named.slice(0, 1)
      return {
        kind: 'changed',
        subjects: shared,
        what,
        breaks: impact === 'breaking' ? ['wire'] : [],
      }
    })
  const fromTypes = breaks
    .filter((each) => !differences.some((difference) => isFromBreak(difference, each)))
    .map(({ statements, message, term }): Entry => {
      return {
        kind: 'changed',
        subjects: [subjectAt(term)],
        what: `\`${statements[0]?.label}\`: ${message}`,
        breaks: ['types'],
      }
    })
  return [...fromWire, ...fromTypes]
}

function subjectNamed({ operations }: Contract, name: string): Subject {
  if (name === 'API') return { kind: 'api', name }
  return { kind: operations.some(({ id }) => id === name) ? 'operation' : 'type', name }
}

/** Whether anything in it hurts somebody. */
export function impactOf({ entries }: Changelog) {
  return largest(entries.map(({ breaks }) => (breaks.length > 0 ? 'breaking' : 'addition')))
}
