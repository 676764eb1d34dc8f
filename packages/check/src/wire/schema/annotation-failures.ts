import { isDeepStrictEqual } from 'node:util'
import { ANNOTATIONS } from './annotations.ts'
import { type Conjunction, valuesOf } from './conjunction.ts'
import type { Direction } from './direction.ts'
import type { Failure } from './failure.ts'

/** What differs between two schemas in keywords that no validator looks at. */
export function annotationFailures(direction: Direction, given: Conjunction, wanted: Conjunction): Failure[] {
  // What was given is the release's in a request, and today's in a response.
  const [released, current] = direction === 'request' ? [given, wanted] : [wanted, given]
  return Object.entries(ANNOTATIONS).flatMap(([keyword, grade]): Failure[] => {
    const [before, after] = [released, current].map((each) => valuesOf(each, keyword).at(-1))
    if (isDeepStrictEqual(before, after) || (before ?? false) === (after ?? false)) return []
    const impact = grade(direction, before, after)
    const facet = holderOf(current, keyword) ?? holderOf(released, keyword)
    return impact && facet
      ? [{ impact, keyword, facet, path: '', other: facet.schema[keyword] === after ? before : after }]
      : []
  })
}

function holderOf({ facets }: Conjunction, keyword: string) {
  return facets.find(({ schema }) => schema[keyword] !== undefined)
}
