import { isDeepStrictEqual } from 'node:util'
import getReleasePlan from '@changesets/get-release-plan'
import type { Contract } from '@testsigma-tms/spec/contract'
import type { Break } from '../corpus/blame.ts'
import { typeImpact } from '../corpus/type-breaks.ts'
import { differencesBetween } from '../differences/compare.ts'
import type { Difference, Subject } from '../differences/difference.ts'
import { announcedVersions } from '../release/announced.ts'
import { type Impact, largest } from '../release/impact.ts'
import type { Line, Versions } from '../release/packages.ts'
import { type Comparison, readComparison, releasedVersions } from '../release/released.ts'
import { operationsOf } from '../terms/operation.ts'
import type { Term } from '../terms/term.ts'
import type { WireChange } from '../wire/change.ts'
import { wireChanges } from '../wire/wire-changes.ts'
import { isFromBreak, isFromWire } from './causes.ts'
import { commandLineChanges } from './command-line.ts'

/** What the differences between the contract and the last release mean for users. */
export interface Changelog {
  /** The versions of the last release. */
  readonly released: Versions
  /** The announced versions; those of the last release if nothing is announced. */
  readonly announced: Versions
  /** Texts of the changesets, with their packages. */
  readonly summaries: readonly Summary[]
  readonly entries: readonly Entry[]
  /** How callers know the operations in the entries, by operationId. */
  readonly operations: Readonly<Record<string, NamedOperation>>
  /** Changes of the command line, one sentence each. */
  readonly commandLine: readonly string[]
}

export interface Summary {
  readonly packages: readonly string[]
  readonly text: string
}

export interface NamedOperation {
  /** `POST /projects/{project_id}/folders` */
  readonly request: string
  /** `tms.folders.create()` */
  readonly call: string
}

/** One change. */
export interface Entry {
  readonly kind: Difference['kind']
  /** The affected operations or types; several operations if they share what has changed. */
  readonly subjects: readonly Subject[]
  /** What changed, such as "field `last_name`". Empty for the subject as a whole. */
  readonly what: string
  readonly before?: string | undefined
  readonly after?: string | undefined
  /** What callers should do. */
  readonly advice?: string | undefined
  /** What breaks: programs that call the API, code that is compiled against the types, both or neither. */
  readonly breaks: readonly ('wire' | 'types')[]
}

/** Lists every difference from the last release, with what it breaks according to both gates. */
export async function changelog(root: string): Promise<Changelog> {
  const comparison = await readComparison(root)
  const differences = differencesBetween(comparison)
  const [{ changesets }, released, announced] = await Promise.all([
    getReleasePlan(root),
    releasedVersions(root),
    announcedVersions(root),
  ])
  const [wire, { breaks }] = isDeepStrictEqual(comparison.baseline.document, comparison.current.document)
    ? [[], { breaks: [] }]
    : await Promise.all([wireChanges(root, comparison), typeImpact(root, comparison)])
  const entries = [...merged(differences, wire, breaks), ...unexplained(comparison, differences, wire, breaks)]
  return {
    released,
    announced,
    summaries: changesets.map(({ summary, releases }) => {
      return { packages: releases.map(({ name }) => name), text: summary }
    }),
    entries,
    operations: namedOperations(comparison, entries),
    commandLine: commandLineChanges(comparison.baseline, comparison.current),
  }
}

function namedOperations({ baseline, current }: Comparison, entries: readonly Entry[]): Record<string, NamedOperation> {
  const named = new Set(entries.flatMap(({ subjects }) => subjects.map(({ name }) => name)))
  const operations = [...operationsOf(current), ...operationsOf(baseline)].filter(({ id }) => named.has(id))
  return Object.fromEntries(
    operations.map(({ id, method, path, call }) => {
      return [id, { request: `${method.toUpperCase()} ${path}`, call: `tms.${call}()` }]
    }),
  )
}

/** Converts differences to entries; a change that operations share is a single entry. */
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

/** Breaks that no difference explains, such as those of headers; a duplicate is better than an omission. */
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
      const named = [...new Set([subject, ...subjects])].map((name) => subjectNamed(current, name))
      const [first, ...users] = named
      // A response shared by operations has a name that callers do not know.
      const isKnown = first?.kind === 'api' || current.schemas.has(subject)
      const operations = [first, ...users].filter((each) => each?.kind === 'operation')
      const shared =
        isKnown || operations.length === 0 ? named.slice(0, 1) : operations.filter((each) => each !== undefined)
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
  return [...together(fromWire), ...fromTypes]
}

/** Merges entries with the same change, such as a header added to all responses. */
function together(entries: readonly Entry[]): Entry[] {
  const same = Map.groupBy(entries, ({ kind, what, breaks }) => JSON.stringify([kind, what, breaks]))
  return [...same.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ ...first, subjects: group.flatMap(({ subjects }) => subjects) }] : []
  })
}

function subjectNamed({ operations }: Contract, name: string): Subject {
  if (name === 'API') return { kind: 'api', name }
  return { kind: operations.some(({ id }) => id === name) ? 'operation' : 'type', name }
}

/** The required version bumps. A change that affects no request does not affect the contract's version. */
export function impactsOf({ entries }: Pick<Changelog, 'entries'>): Readonly<Record<Line, Impact>> {
  const impacts = (axis: 'wire' | 'types') => {
    return entries.map(({ breaks }): Impact => {
      if (breaks.includes(axis)) return 'breaking'
      return breaks.length > 0 ? 'none' : 'addition'
    })
  }
  return { contract: largest(impacts('wire')), packages: largest(impacts('types')) }
}
