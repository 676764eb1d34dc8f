import type { Direction } from './direction.ts'
import type { Impact } from './failure.ts'

/** Grades another value of a keyword that no validator looks at; `undefined` stands for its absence. */
export type Annotation = (direction: Direction, before: unknown, after: unknown) => Impact | undefined

/** What says nothing about which values are valid, and matters all the same. */
export const ANNOTATIONS: Readonly<Record<string, Annotation>> = {
  // What is left out of a request gets another value. A response has no place for one.
  default: (direction, before) => {
    if (direction === 'response') return undefined
    return before === undefined ? 'addition' : 'breaking'
  },
  deprecated: (_direction, _before, after) => (after === true ? 'addition' : undefined),
  // Where these keep a field out of a request or a response, the comparison of objects says so.
  readOnly: (direction, _before, after) => (direction === 'response' && after === true ? 'addition' : undefined),
  writeOnly: (direction, _before, after) => (direction === 'request' && after === true ? 'addition' : undefined),
  discriminator: () => 'breaking',
  xml: () => 'breaking',
}
