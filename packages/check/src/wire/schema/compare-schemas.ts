import type { Contract } from '@testsigma-tms/spec/contract'
import { Canonical } from './canonical.ts'
import { conjunctionOf } from './conjunction.ts'
import { Containment } from './containment.ts'
import type { Direction } from './direction.ts'
import { type Failure, isBreaking } from './failure.ts'
import { type Located, SchemaSource } from './source.ts'
import { Validator } from './validator.ts'

/** Compares schemas of the last release with those of today. */
export class SchemaComparison {
  readonly released: SchemaSource
  readonly current: SchemaSource
  readonly #sides: Readonly<Record<Direction, Sides>>

  constructor(released: Contract, current: Contract) {
    this.#sides = { request: sidesOf('request', released, current), response: sidesOf('response', released, current) }
    this.released = this.#sides.response.released
    this.current = this.#sides.response.current
  }

  /** Whether two schemas are the same, however they are written. */
  areEqual(was: Located, is: Located): boolean {
    return (['request', 'response'] as const).every((direction) => this.changes(direction, was, is).length === 0)
  }

  /** What differs: what breaks a request that was valid, or a response that nobody expects, and what is new. */
  changes(direction: Direction, was: Located, is: Located): Failure[] {
    const { released, current, forward, backward } = this.#sides[direction]
    const old = conjunctionOf([inSource(released, was)])
    const now = conjunctionOf([inSource(current, is)])
    const [given, wanted] = direction === 'request' ? [old, now] : [now, old]
    const breaks = forward.failures(given, wanted)
    const known = new Set(breaks.filter(isBreaking).map(placeOf))
    const additions = backward.failures(wanted, given).filter((each) => !known.has(placeOf(each)))
    return [...breaks, ...additions.map((each): Failure => ({ ...each, impact: 'addition' }))]
  }
}

/** The schemas of both contracts as one direction has them, and their comparison both ways. */
interface Sides {
  readonly released: SchemaSource
  readonly current: SchemaSource
  readonly forward: Containment
  readonly backward: Containment
}

function sidesOf(direction: Direction, was: Contract, is: Contract): Sides {
  const [released, current] = [new SchemaSource('released', direction, was), new SchemaSource('current', direction, is)]
  const validator = new Validator([released, current])
  const canonical = new Canonical()
  return {
    released,
    current,
    forward: new Containment(direction, true, validator, canonical),
    backward: new Containment(direction, false, validator, canonical),
  }
}

function inSource(source: SchemaSource, { pointer, schema }: Located): Located {
  const located = source.at(pointer)
  return located.schema === undefined ? { ...located, schema } : located
}

/** What a failure is about, whichever way it was found. */
function placeOf({ path, keyword, field = '' }: Failure): string {
  return [path, keyword, field].join(' ')
}
