import { isDeepStrictEqual } from 'node:util'
import { isObject, type Json } from '@testsigma-tms/spec/contract'
import { below, type Conjunction, conjunctionOf, valuesOf } from './conjunction.ts'
import { type Atom, least, longest, most, rangeOf } from './types.ts'

/** Whether everything that is valid by `given` keeps to `value` of a keyword; `types` are the kinds that `given` allows. */
export interface Constraint {
  readonly of: readonly Atom[]
  isImplied(given: Conjunction, value: Json, types: ReadonlySet<Atom>): boolean
}

const NUMBERS: readonly Atom[] = ['integer', 'fraction']

/** Keywords that say something about a value without looking into it. */
export const CONSTRAINTS: Readonly<Record<string, Constraint>> = {
  enum: { of: [], isImplied: () => false },
  const: { of: [], isImplied: () => false },
  minimum: { of: NUMBERS, isImplied: (given, value, types) => rangeOf(given, types).from >= Number(value) },
  maximum: { of: NUMBERS, isImplied: (given, value, types) => rangeOf(given, types).to <= Number(value) },
  exclusiveMinimum: {
    of: NUMBERS,
    isImplied(given, value, types) {
      const { from, isFromOut } = rangeOf(given, types)
      return from > Number(value) || (from === value && isFromOut)
    },
  },
  exclusiveMaximum: {
    of: NUMBERS,
    isImplied(given, value, types) {
      const { to, isToOut } = rangeOf(given, types)
      return to < Number(value) || (to === value && isToOut)
    },
  },
  multipleOf: {
    of: NUMBERS,
    isImplied(given, value, types) {
      const steps = valuesOf(given, 'multipleOf').map(Number)
      return (types.has('fraction') ? steps : [...steps, 1]).some((step) => Number.isInteger(step / Number(value)))
    },
  },
  minLength: { of: ['string'], isImplied: (given, value) => least(given, 'minLength') >= Number(value) },
  maxLength: { of: ['string'], isImplied: (given, value) => most(given, 'maxLength') <= Number(value) },
  pattern: {
    of: ['string'],
    isImplied: (given, value, types) =>
      same('pattern')(given, value, types) ||
      (valuesOf(given, 'format').includes('uuid') && allowsUuids(String(value))),
  },
  format: { of: [...NUMBERS, 'string'], isImplied: same('format') },
  contentEncoding: { of: ['string'], isImplied: same('contentEncoding') },
  contentMediaType: { of: ['string'], isImplied: same('contentMediaType') },
  contentSchema: { of: [], isImplied: () => true },
  minItems: { of: ['array'], isImplied: (given, value) => least(given, 'minItems') >= Number(value) },
  maxItems: { of: ['array'], isImplied: (given, value) => longest(given) <= Number(value) },
  uniqueItems: {
    of: ['array'],
    isImplied: (given, value) =>
      value === false || valuesOf(given, 'uniqueItems').includes(true) || longest(given) <= 1,
  },
  minProperties: {
    of: ['object'],
    isImplied(given, value) {
      const required = new Set(valuesOf(given, 'required').flat().map(String))
      const sent = [...required].filter((name) => !isLeftOutSomewhere(given, name))
      return Math.max(least(given, 'minProperties'), sent.length) >= Number(value)
    },
  },
  maxProperties: { of: ['object'], isImplied: (given, value) => most(given, 'maxProperties') <= Number(value) },
}

/** Whether a field that has to be there may be left out all the same: it is `readOnly` or `writeOnly`. */
function isLeftOutSomewhere({ facets }: Conjunction, name: string): boolean {
  const holders = facets.filter(({ schema }) => isObject(schema.properties) && Object.hasOwn(schema.properties, name))
  const field = conjunctionOf(holders.map((facet) => below(facet, 'properties', name)))
  return ['readOnly', 'writeOnly'].some((keyword) => valuesOf(field, keyword).includes(true))
}

const UUID = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'

/** Whether a pattern is that of a UUID, written out, or of one that may be missing. */
function allowsUuids(pattern: string): boolean {
  return [`^${UUID}$`, `^(${UUID})$`, `^(${UUID})?$`].includes(pattern)
}

function same(keyword: string): Constraint['isImplied'] {
  return (given, value) => valuesOf(given, keyword).some((other) => isDeepStrictEqual(other, value))
}
