import type { Break } from '../corpus/blame.ts'
import type { Difference } from '../differences/difference.ts'
import type { Term } from '../terms/term.ts'
import type { WireChange } from '../wire/change.ts'

/** Whether a wire change is the reason for a difference. */
export function isFromWire(difference: Difference, { term, what, rule }: WireChange): boolean {
  if (difference.kind === 'deprecated') return rule === 'deprecated' && isSameOrPart(term, difference.term)
  if (isOperation(difference.term)) return term === difference.term && rule.startsWith('operation-')
  if (difference.what.startsWith('value ')) {
    return isSameOrPart(wordless(term), difference.term) && namesValue(difference, what)
  }
  return (
    isSameOrPart(term, difference.term) || wordless(term) === difference.term || isSameOrPart(difference.term, term)
  )
}

/** Whether a compile error is the result of a difference. */
export function isFromBreak(difference: Difference, { term, statements }: Break): boolean {
  if (isSameOrPart(wordless(term), difference.term) || difference.term === term) return !isHarmless(difference)
  // If an object is built as a whole, the compiler only reports that a field is missing.
  const isDemand = difference.after?.startsWith('required') === true
  return isDemand && statements.some((statement) => statement.isCoarse && statement.owner === difference.subject.name)
    ? true
    : isDemand && isSameOrPart(difference.term, term)
}

/** Constraints and new optional fields cannot break code. */
function isHarmless({ kind, what, after }: Difference): boolean {
  return (kind === 'added' && after?.startsWith('optional') === true) || kind === 'deprecated' || /^`\w+`/.test(what)
}

function namesValue({ what }: Difference, message: string): boolean {
  const value = /`(.*?)`/.exec(what)?.[1] ?? ''
  return message.includes(value)
}

function isOperation(term: Term): boolean {
  return /^\/paths\/[^/]+\/[^/]+$/.test(term)
}

/** Whether the first term is equal to or inside the second. */
function isSameOrPart(term: Term, whole: Term): boolean {
  return term === whole || term.startsWith(`${whole}/`)
}

/** A term without its trailing keyword: a changed enum is a change of the schema. */
function wordless(term: Term): Term {
  return term.replace(/(?<!\/properties)\/(x-sdk|[a-z]+[A-Za-z]*)$/, '')
}
