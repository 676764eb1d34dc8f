import type { Contract } from '@testsigma-tms/spec/contract'
import { Canonical } from './canonical.ts'
import { conjunctionOf } from './conjunction.ts'
import { Containment } from './containment.ts'
import { type Direction, type Failure, isBreaking } from './failure.ts'
import { type Located, SchemaSource } from './source.ts'
import { Validator } from './validator.ts'

/** Compares schemas of the last release with those of today. */
export class SchemaComparison {
  readonly released: SchemaSource
  readonly current: SchemaSource
  readonly canonical = new Canonical()
  readonly #forward: Readonly<Record<Direction, Containment>>
  readonly #backward: Readonly<Record<Direction, Containment>>

  constructor(released: Contract, current: Contract) {
    this.released = new SchemaSource('released', released)
    this.current = new SchemaSource('current', current)
    const validator = new Validator([this.released, this.current])
    const both = (isForward: boolean) => ({
      request: new Containment('request', isForward, validator, this.canonical),
      response: new Containment('response', isForward, validator, this.canonical),
    })
    this.#forward = both(true)
    this.#backward = both(false)
  }

  /** Whether two schemas are the same, however they are written. */
  areEqual(was: Located, is: Located): boolean {
    if (this.canonical.of([was]) === this.canonical.of([is])) return true
    return (['request', 'response'] as const).every((direction) => this.changes(direction, was, is).length === 0)
  }

  /** What differs: what breaks a request that was valid, or a response that nobody expects, and what is new. */
  changes(direction: Direction, was: Located, is: Located): Failure[] {
    const [old, now] = [conjunctionOf([was]), conjunctionOf([is])]
    const [given, wanted] = direction === 'request' ? [old, now] : [now, old]
    const breaks = this.#forward[direction].failures(given, wanted)
    const known = new Set(breaks.filter(isBreaking).map(placeOf))
    const additions = this.#backward[direction].failures(wanted, given).filter((each) => !known.has(placeOf(each)))
    return [...breaks, ...additions.map((each): Failure => ({ ...each, impact: 'addition' }))]
  }
}

/** What a failure is about, whichever way it was found. */
function placeOf({ path, keyword, field = '' }: Failure): string {
  return [path, keyword, field].join(' ')
}
