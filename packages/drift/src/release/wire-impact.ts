import { type Bundle, joinTerm, operationsOf, resolve, type Term } from '../contract/contract.ts'
import { requested } from '../corpus/corpus.ts'
import type { Difference } from '../differences/difference.ts'
import { sentence } from '../differences/words.ts'
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
  const found = changes.flatMap((change) => asWireChanges(change, comparison))
  const terms = new Set(found.filter(({ impact }) => impact === 'breaking').map(({ term }) => term))
  return [...found, ...overlooked(comparison, differences).filter(({ term }) => !terms.has(term))]
}

function asWireChanges(change: DiffChange, comparison: Comparison): WireChange[] {
  const term = termOf(change, comparison)
  const breaking = change.verdicts.filter((verdict) => verdict.impact === 'major' && !isFalse(verdict, change, comparison))
  if (breaking.length > 0) {
    return breaking.map(({ message, ruleId }) => ({ term, impact: 'breaking', message, rule: ruleId }))
  }
  if (change.impact !== 'minor') return []
  const message = `${change.typeName} ${change.kind}: ${term.split('/').slice(-1)}`
  return [{ term, impact: 'addition', message, rule: 'addition' }]
}

/** Redocly takes a parameter for gone when it only stands elsewhere, or in a shared file with another name. */
function isFalse({ ruleId }: Verdict, { base }: DiffChange, { released, current }: Comparison): boolean {
  const [, path, method, index] = /^#\/paths\/([^/]+)\/([^/]+)\/parameters\/(\d+)$/.exec(base?.pointer ?? '') ?? []
  if (ruleId !== 'parameter-removed' || path === undefined || method === undefined) return false
  const term = `/paths/${path}/${method}`
  const [before, after] = [released, current].map((bundle) => operationsOf(bundle).find((each) => each.term === term))
  const gone = before?.parameters[Number(index)]
  return after?.parameters.some((parameter) => parameter.name === gone?.name && parameter.in === gone.in) === true
}

/** What no rule of Redocly is for, although programs notice it. */
function overlooked(comparison: Comparison, differences: readonly Difference[]): WireChange[] {
  const types = requested(comparison.released)
  return differences.flatMap((difference): WireChange[] => {
    const { term, kind, subject, what } = difference
    const isSent = term.includes('/requestBody/') || (subject.kind === 'type' && types.has(subject.name))
    const rule =
      term === '/servers/0'
        ? 'default-server-changed'
        : what.startsWith('`default`')
          ? 'default-changed'
          : isSent && what.startsWith('field') && (kind === 'removed' || kind === 'renamed')
            ? 'request-field-removed'
            : undefined
    return rule ? [{ term, impact: 'breaking', message: sentence(difference), rule }] : []
  })
}

/** The place of a change as a term: where it was in the release, if it was there. */
function termOf({ base, revision }: DiffChange, { released, current }: Comparison): Term {
  const [pointer, bundle] = base ? [base.pointer, released] : [revision?.pointer ?? '#', current]
  const found = /^#(\/paths\/[^/]+\/[^/]+)\/parameters\/(\d+)(.*)$/.exec(pointer)
  if (!found) return pointer.slice(1)
  const [, operation = '', index, rest = ''] = found
  const parameter = operationsOf(bundle).find(({ term }) => term === operation)?.parameters[Number(index)]
  return `${parameter?.term ?? operation}${rest}`
}
