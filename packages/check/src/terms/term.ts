import { escapeToken, type Pointer } from '@testsigma-tms/spec/contract'

/**
 * A location in the contract, as a JSON pointer into its bundle, without `#`. Parameters are identified by name instead
 * of index: `/paths/~1users/get/parameters/query page_size`.
 */
export type Term = string

/** The term of something inside another. */
export function joinTerm(term: Term, ...names: readonly string[]): Term {
  return [term, ...names.map(escapeToken)].join('/')
}

/** The term of a pointer, with indexes of parameters unchanged. */
export function asTerm(pointer: Pointer): Term {
  return pointer.slice(1)
}
