import type { Canonical } from './canonical.ts'
import type { Conjunction } from './conjunction.ts'
import type { Direction } from './direction.ts'
import type { Failure } from './failure.ts'
import type { Validator } from './validator.ts'

/** Compares parts of schemas, for those who take schemas apart. */
export interface Comparer {
  readonly direction: Direction
  readonly validator: Validator
  readonly canonical: Canonical
  /** Why what is valid by `given` may not be valid by `wanted`. */
  failures(given: Conjunction, wanted: Conjunction): readonly Failure[]
  /** Whether everything that is valid by `given` is valid by `wanted`. */
  holds(given: Conjunction, wanted: Conjunction): boolean
}
