import { type Contract, parsePointer } from '@testsigma-tms/spec/contract'
import { requested } from '../corpus/corpus.ts'
import type { Difference } from '../differences/difference.ts'
import { sentence } from '../differences/words.ts'
import { operationsOf, requestLine } from '../terms/operation.ts'
import type { Term } from '../terms/term.ts'
import type { Impact } from './impact.ts'
import { type DiffChange, redoclyDiff, type Verdict } from './redocly-diff.ts'
import type { Comparison } from './released.ts'

/** A change that programs notice which talk to the API, whatever they are written in. */
export interface WireChange {
  readonly term: Term
  readonly impact: Exclude<Impact, 'none'>
  readonly message: string
  /** The rule that says so: one of Redocly's, or ours. */
  readonly rule: string
}

/** What Redocly finds, less what is none, and what it does not look for. */
export async function wireImpact(
  root: string,
  comparison: Comparison,
  differences: readonly Difference[],
): Promise<WireChange[]> {
  const { changes } = await redoclyDiff(root, comparison)
  const found = withoutRepetition(changes.flatMap((change) => asWireChanges(change, comparison, differences)))
  const terms = new Set(found.filter(({ impact }) => impact === 'breaking').map(({ term }) => term))
  const ours = new Map(overlooked(comparison, differences).map((change) => [`${change.term} ${change.rule}`, change]))
  return [...found, ...[...ours.values()].filter(({ term }) => !terms.has(term))]
}

/** What is shared is found once for each operation that shares it. */
function withoutRepetition(changes: readonly WireChange[]): WireChange[] {
  return [...new Map(changes.map((change) => [`${change.term} ${change.message}`, change])).values()]
}

function asWireChanges(change: DiffChange, comparison: Comparison, differences: readonly Difference[]): WireChange[] {
  const term = termOf(change, comparison)
  const breaking = change.verdicts.filter(
    (verdict) => verdict.impact === 'major' && !isFalse(verdict, change, comparison),
  )
  if (breaking.length > 0) {
    return breaking.map(({ message, ruleId }) => ({ term, impact: 'breaking', message, rule: ruleId }))
  }
  if (change.impact !== 'minor') return []
  const difference = differences.find((each) => each.term === term)
  const message = difference ? sentence(difference) : `${change.typeName} ${change.kind}: ${parsePointer(term).at(-1)}`
  return [{ term, impact: 'addition', message, rule: 'addition' }]
}

/**
 * Redocly takes a parameter for gone, and another for new, when it only stands elsewhere, when its shared file has
 * another name, and when a part of the path is called something else, which no request shows.
 */
function isFalse({ ruleId }: Verdict, change: DiffChange, { released, current }: Comparison): boolean {
  const isRemoval = ruleId === 'parameter-removed'
  if (!isRemoval && !(ruleId === 'parameter-became-required' && change.kind === 'added')) return false
  const [here, there] = isRemoval ? [released, current] : [current, released]
  const parameter = parameterAt(here, (isRemoval ? change.base : change.revision)?.pointer)
  if (parameter === undefined) return false
  const line = requestLine(parameter.operation)
  const counterpart = operationsOf(there).find((operation) => requestLine(operation) === line)
  return parameter.in === 'path'
    ? counterpart !== undefined
    : counterpart?.parameters.some(({ name, in: place }) => name === parameter.name && place === parameter.in) === true
}

/** The parameter that `#/paths/…/get/parameters/0` leads to, with its operation. */
function parameterAt(bundle: Contract, pointer = '') {
  const [, term, index] = /^#(\/paths\/[^/]+\/[^/]+)\/parameters\/(\d+)/.exec(pointer) ?? []
  const operation = operationsOf(bundle).find((each) => each.term === term)
  const parameter = operation?.parameters[Number(index)]
  return operation && parameter ? { ...parameter, operation } : undefined
}

/** What no rule of Redocly is for, although programs notice it. */
function overlooked(comparison: Comparison, differences: readonly Difference[]): WireChange[] {
  const sent = requested(comparison.released)
  return differences.flatMap((difference): WireChange[] => {
    const rule = ruleFor(difference, sent)
    return rule ? [{ term: difference.term, impact: 'breaking', message: sentence(difference), rule }] : []
  })
}

/** Our own rule that a difference breaks, if it does; `sent` has the names of the types in requests. */
function ruleFor({ term, kind, subject, what }: Difference, sent: ReadonlySet<string>): string | undefined {
  if (term === '/servers/0') return 'default-server-changed'
  if (what.startsWith('`default`')) return 'default-changed'
  const isSent = term.includes('/requestBody/') || (subject.kind === 'type' && sent.has(subject.name))
  const isGone = what.startsWith('field') && (kind === 'removed' || kind === 'renamed')
  return isSent && isGone ? 'request-field-removed' : undefined
}

/** The place of a change as a term: where it was in the release, if it was there. */
function termOf({ base, revision }: DiffChange, { released, current }: Comparison): Term {
  const [pointer, bundle] = base ? [base.pointer, released] : [revision?.pointer ?? '#', current]
  const parameter = parameterAt(bundle, pointer)
  return parameter ? parameter.term + pointer.replace(/^.*\/parameters\/\d+/, '') : pointer.slice(1)
}
