import { isObject, parsePointer, valueAt } from '@testsigma-tms/spec/contract'
import type { Term } from '../terms/term.ts'
import type { Comparison } from './released.ts'

/** A field of a named type, with the other fields that the type has or had. */
export interface Field {
  readonly name: string
  readonly others: readonly string[]
}

/** The field at a term; `undefined` for a type as a whole, or anything else. */
export function fieldAt(
  term: Term,
  { baseline, current }: Pick<Comparison, 'baseline' | 'current'>,
): Field | undefined {
  const [section, kind, type = '', keyword, name] = parsePointer(`#${term}`)
  if (section !== 'components' || kind !== 'schemas' || keyword !== 'properties' || name === undefined) return undefined
  const fields = [baseline, current].flatMap(({ document }) => {
    const properties = valueAt(document, `#/components/schemas/${type}/properties`)
    return isObject(properties) ? Object.keys(properties) : []
  })
  return { name, others: [...new Set(fields)].filter((other) => other !== name) }
}
