import { escapeToken, type Pointer } from '@testsigma-tms/spec/contract'

/**
 * A place in the contract, as a JSON pointer into its bundle, without `#`. Parameters have their name where a pointer
 * would have an index: `/paths/~1users/get/parameters/query page_size`.
 */
export type Term = string

/** The term of something within another. */
export function joinTerm(term: Term, ...names: readonly string[]): Term {
  return [term, ...names.map(escapeToken)].join('/')
}

/** The place that a pointer leads to, without names for parameters. */
export function asTerm(pointer: Pointer): Term {
  return pointer.slice(1)
}
