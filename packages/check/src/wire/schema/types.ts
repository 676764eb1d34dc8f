import type { Json } from '@testsigma-tms/spec/contract'
import type { Conjunction } from './conjunction.ts'

/** Kinds of values that exclude each other: a `number` is an integer or a fraction. */
export const ATOMS = ['null', 'boolean', 'integer', 'fraction', 'string', 'array', 'object'] as const

export type Atom = (typeof ATOMS)[number]

/** The kinds of values that `type` allows. */
export function atomsOf(type: Json | undefined): ReadonlySet<Atom> {
  if (type === undefined) return new Set(ATOMS)
  return new Set(
    [type].flat().flatMap((name): Atom[] => (name === 'number' ? ['integer', 'fraction'] : [name as Atom])),
  )
}

/** The kind of one value. */
export function atomOf(value: Json): Atom {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction'
  return typeof value as Atom
}

/** The kinds of values of which at least one can be valid. */
export function typesOf(conjunction: Conjunction): ReadonlySet<Atom> {
  if (conjunction.isNever) return new Set()
  const lists = conjunction.facets.flatMap(({ schema }) => [
    atomsOf(schema.type),
    ...(Array.isArray(schema.enum) ? [new Set(schema.enum.map(atomOf))] : []),
    ...(schema.const === undefined ? [] : [new Set([atomOf(schema.const)])]),
  ])
  const types = new Set(ATOMS.filter((atom) => lists.every((list) => list.has(atom))))
  if (conjunction.facets.some(({ schema }) => Number.isInteger(schema.multipleOf))) types.delete('fraction')
  if (isEmpty(rangeOf(conjunction, types))) for (const atom of ['integer', 'fraction'] as const) types.delete(atom)
  if (least(conjunction, 'minLength') > most(conjunction, 'maxLength')) types.delete('string')
  if (least(conjunction, 'minItems') > most(conjunction, 'maxItems')) types.delete('array')
  return types
}

/** The values of `type` that a conjunction comes to: whole numbers and fractions are both numbers. */
export function typeNamesOf(conjunction: Conjunction): string[] {
  const names = [...typesOf(conjunction)].map((atom) => (atom === 'integer' || atom === 'fraction' ? 'number' : atom))
  return [...new Set(names)]
}

/** A range of numbers. */
export interface Range {
  readonly from: number
  readonly isFromOut: boolean
  readonly to: number
  readonly isToOut: boolean
}

/** The range that numbers have to be in; where only whole ones are allowed, its ends are in it. */
export function rangeOf({ facets }: Conjunction, types: ReadonlySet<Atom>): Range {
  let range: Range = { from: -Infinity, isFromOut: false, to: Infinity, isToOut: false }
  for (const { schema } of facets) {
    const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = schema
    range = raised(range, minimum, false)
    range = raised(range, exclusiveMinimum, true)
    range = lowered(range, maximum, false)
    range = lowered(range, exclusiveMaximum, true)
  }
  return types.has('fraction') ? range : wholeRange(range)
}

function raised(range: Range, from: Json | undefined, isFromOut: boolean): Range {
  if (typeof from !== 'number' || from < range.from || (from === range.from && range.isFromOut)) return range
  return { ...range, from, isFromOut }
}

function lowered(range: Range, to: Json | undefined, isToOut: boolean): Range {
  if (typeof to !== 'number' || to > range.to || (to === range.to && range.isToOut)) return range
  return { ...range, to, isToOut }
}

function wholeRange({ from, isFromOut, to, isToOut }: Range): Range {
  const least = Math.ceil(from) + (isFromOut && Number.isInteger(from) ? 1 : 0)
  const most = Math.floor(to) - (isToOut && Number.isInteger(to) ? 1 : 0)
  return { from: least, isFromOut: false, to: most, isToOut: false }
}

function isEmpty({ from, isFromOut, to, isToOut }: Range): boolean {
  return from > to || (from === to && (isFromOut || isToOut))
}

/** The largest of all lower limits. */
export function least({ facets }: Conjunction, keyword: string): number {
  return Math.max(0, ...facets.flatMap(({ schema }) => numberAt(schema[keyword])))
}

/** The smallest of all upper limits. */
export function most({ facets }: Conjunction, keyword: string): number {
  return Math.min(Infinity, ...facets.flatMap(({ schema }) => numberAt(schema[keyword])))
}

function numberAt(value: Json | undefined): number[] {
  return typeof value === 'number' ? [value] : []
}

/** The most entries that lists may have: also where none may come after the first ones. */
export function longest(conjunction: Conjunction): number {
  const closed = conjunction.facets.filter(({ schema }) => schema.items === false)
  const lengths = closed.map(({ schema }) => (Array.isArray(schema.prefixItems) ? schema.prefixItems.length : 0))
  return Math.min(most(conjunction, 'maxItems'), ...lengths)
}
