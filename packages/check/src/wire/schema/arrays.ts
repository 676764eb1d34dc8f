import type { Comparer } from './comparer.ts'
import { below, type Conjunction, conjunctionOf, type Facet } from './conjunction.ts'
import { type Failure, failure, within } from './failure.ts'
import type { Located } from './source.ts'
import { longest } from './types.ts'

/** Why lists that are valid by `given` may not be valid by `wanted`. */
export function arrayFailures(comparer: Comparer, given: Conjunction, wanted: Conjunction): Failure[] {
  const length = Math.max(...[...given.facets, ...wanted.facets].map(prefixLength), 0)
  const most = longest(given)
  const positions = Array.from({ length: length + 1 }, (_, index) => index).filter((index) => index < most)
  return [
    ...positions.flatMap((index) => {
      const path = index < length ? `[${index}]` : '[]'
      const [was, is] = [itemAt(given, index), itemAt(wanted, index)]
      const refused = wanted.facets.find((facet) => itemsOf(facet, index).some(({ schema }) => schema === false))
      if (is.isNever && refused && !was.isNever) return within(path, [failure('items', refused)])
      return within(path, comparer.failures(was, is))
    }),
    ...wanted.facets.flatMap((facet) => containsFailures(comparer, given, facet)),
  ]
}

function prefixLength({ schema }: Facet): number {
  return Array.isArray(schema.prefixItems) ? schema.prefixItems.length : 0
}

/** What holds for the entry at a position; beyond all prefixes, for every other entry. */
function itemAt({ facets }: Conjunction, index: number): Conjunction {
  return conjunctionOf(facets.flatMap((facet) => itemsOf(facet, index)))
}

function itemsOf(facet: Facet, index: number): Located[] {
  if (index < prefixLength(facet)) return [below(facet, 'prefixItems', index)]
  return facet.schema.items === undefined ? [] : [below(facet, 'items')]
}

/** `contains` with its counts: the other has to say the same, or the same more strictly. */
function containsFailures({ canonical }: Comparer, given: Conjunction, facet: Facet): Failure[] {
  if (facet.schema.contains === undefined) return []
  const text = canonical.of([below(facet, 'contains')])
  const [least, most] = countsOf(facet)
  const isImplied = given.facets.some((other) => {
    if (other.schema.contains === undefined || canonical.of([below(other, 'contains')]) !== text) return false
    const [from, to] = countsOf(other)
    return from >= least && to <= most
  })
  return isImplied || (least === 0 && most === Number.POSITIVE_INFINITY) ? [] : [failure('contains', facet, given)]
}

function countsOf({ schema }: Facet): [least: number, most: number] {
  return [Number(schema.minContains ?? 1), Number(schema.maxContains ?? Number.POSITIVE_INFINITY)]
}
