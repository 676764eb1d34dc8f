import tables from '../generated/differences.json' with { type: 'json' }
import type { Operation } from '../operation.ts'
import { schemaNamesOf } from './reference.ts'

/** A contradiction between the two sources, as listed in the contract's evidence. */
export interface Difference {
  number: number
  topic: string
  /** What each source says, by name of the source. */
  sources: Record<string, string>
  /** How the contract handles it. */
  contract: string
  /** Names of operations, tags and schemas, or `every …`. */
  concerns: string[]
}

export interface DifferenceTable {
  title: string
  differences: Difference[]
}

/** The tables of contradictions in the evidence. */
export const differenceTables: DifferenceTable[] = tables

/** The differences of an operation: its own, and those of all operations of its kind. */
export function differencesOf(operation: Operation): { own: Difference[]; general: Difference[] } {
  const names = new Set([operation.id, operation.tag, ...schemaNamesOf(operation)])
  const kinds = kindsOf(operation)
  const all = differenceTables.flatMap(({ differences }) => differences)
  return {
    own: all.filter(({ concerns }) => concerns.some((concern) => names.has(concern))),
    general: all.filter(({ concerns }) => concerns.some((concern) => kinds.includes(concern))),
  }
}

function kindsOf(operation: Operation): string[] {
  const { method, parameters, requestBody } = operation
  const isList = schemaNamesOf(operation).has('PageInfo')
  return [
    'every operation',
    ...(requestBody || parameters.length > 0 ? ['every operation with input'] : []),
    ...(isList ? ['every list'] : []),
    ...(method === 'delete' ? ['every deletion'] : []),
  ]
}
