import type { Comparer } from './comparer.ts'
import { type Conjunction, conjunctionOf } from './conjunction.ts'
import { areDisjoint } from './disjoint.ts'
import { type Choice, partAt, partsOf } from './evaluation.ts'
import { requiredBy } from './fields.ts'

/** What certainly holds for every value that is valid by `given`. */
export function certainly(comparer: Comparer, given: Conjunction): Choice {
  return {
    isEnough: false,
    holds(keyword, holder, index) {
      const branch = partsOf(holder, keyword)[index]
      return branch !== undefined && comparer.holds(given, conjunctionOf([branch]))
    },
    outcomes(holder) {
      const condition = conjunctionOf([partAt(holder, 'if')])
      if (comparer.holds(given, condition)) return ['then']
      return areDisjoint(comparer, given, condition) ? ['else'] : ['then', 'else']
    },
    depends: (name) => requiredBy(given).has(name),
  }
}
