import type { Term } from '../terms/term.ts'
import type { CompileError } from './compile.ts'
import type { Statement } from './statement.ts'

/** All consumer code that was broken by one term of the contract. */
export interface Break {
  readonly term: Term
  readonly statements: readonly Statement[]
  /** The compiler's message for the first of them. */
  readonly message: string
}

/** Maps compile errors to terms of the contract, each reported once and as precisely as possible. */
export function breaksFrom(errors: readonly CompileError[]): Break[] {
  const exact = errors.filter(({ statement }) => !statement.isCoarse)
  const owners = new Set(exact.map(({ statement }) => statement.owner))
  const blamed = new Set(errors.map(({ statement }) => statement.term))
  const telling = errors.filter(({ statement: { isCoarse, owner, unless } }) => {
    return !(isCoarse && owners.has(owner)) && !(unless !== undefined && blamed.has(unless))
  })
  const terms = new Set(telling.map(({ statement }) => statement.term))
  const byTerm = Map.groupBy(
    telling.filter(({ statement }) => !ancestors(statement.term).some((term) => terms.has(term))),
    ({ statement }) => statement.term,
  )
  return [...byTerm].map(([term, group]) => ({
    term,
    statements: [...new Set(group.map(({ statement }) => statement))],
    message: group[0]?.message ?? '',
  }))
}

/** The terms that contain a term. */
export function ancestors(term: Term): Term[] {
  const names = term.split('/')
  return names.slice(2).map((_name, index) => names.slice(0, index + 2).join('/'))
}
