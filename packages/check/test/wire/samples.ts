import { FIELD_PATTERNS, type Loose, NAMES } from './random-schema.ts'

type Random = () => number

/** A generator of numbers between 0 and 1 with a seed. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const TEXTS = ['', 'a', 'b', 'ab', 'abc', 'x', 'aab', 'aaaab', 'abcabcb', 'A', 'B', 'C', 'Z', '2026-11-25', 'a@b.cd']
const UUID = 'a47ade67-0543-4582-a4a5-b7de447c94f5'
const NUMBERS = [-1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 12]
const ANY = [null, true, false, ...NUMBERS, ...TEXTS, UUID, [], {}]

/** Generates values near the limits of schemas: some valid, some just invalid. */
export class Samples {
  readonly #random: Random
  readonly #named: Readonly<Record<string, Loose>>

  constructor(random: Random, named: Readonly<Record<string, Loose>>) {
    this.#random = random
    this.#named = named
  }

  value(schema: unknown, depth = 5): unknown {
    if (typeof schema !== 'object' || schema === null || depth <= 0 || this.#random() < 0.06) return this.#pick(ANY)
    const flat = this.#flat(schema as Loose, depth)
    if (flat.const !== undefined && this.#random() < 0.9) return flat.const
    if (Array.isArray(flat.enum) && this.#random() < 0.9) return this.#pick(flat.enum)
    const type = this.#typeOf(flat)
    if (type === 'object') return this.#object(flat, depth)
    if (type === 'array') return this.#list(flat, depth)
    if (type === 'string') return this.#pick([...TEXTS, UUID])
    if (type === 'integer' || type === 'number') return this.#pick(NUMBERS)
    if (type === 'boolean') return this.#random() < 0.5
    return type === 'null' ? null : this.#pick(ANY)
  }

  #typeOf({ type, properties, required, items, minLength, pattern, minimum, maximum }: Loose): unknown {
    if (type !== undefined) return this.#pick([type].flat())
    if (properties ?? required) return 'object'
    if (items) return 'array'
    if (minLength ?? pattern) return 'string'
    return minimum === undefined && maximum === undefined ? undefined : 'number'
  }

  /** One of the alternatives of a schema, merged into a single schema. */
  #flat(schema: Loose, depth: number): Loose {
    const { $ref, allOf, anyOf, oneOf, then, else: otherwise, dependentSchemas, ...own } = schema
    const parts: Loose[] = []
    if (typeof $ref === 'string' && depth > 1)
      parts.push(this.#flat(this.#named[$ref.split('/').at(-1) ?? ''] ?? {}, depth - 1))
    for (const part of (allOf ?? []) as Loose[]) parts.push(this.#flat(part, depth - 1))
    for (const choice of [anyOf, oneOf] as (Loose[] | undefined)[]) {
      if (choice?.length) parts.push(this.#flat(this.#pick(choice), depth - 1))
      if (choice?.length && this.#random() < 0.3) parts.push(this.#flat(this.#pick(choice), depth - 1))
    }
    for (const part of [then, otherwise] as (Loose | undefined)[])
      if (part && this.#random() < 0.5) parts.push(this.#flat(part, depth - 1))
    for (const part of Object.values((dependentSchemas ?? {}) as Record<string, Loose>))
      if (this.#random() < 0.5) parts.push(this.#flat(part, depth - 1))
    const all = [...parts, own]
    return {
      ...Object.assign({}, ...all),
      properties: Object.assign({}, ...all.map(({ properties }) => properties)),
      required: all.flatMap(({ required }) => (required ?? []) as string[]),
    }
  }

  #object(
    { properties = {}, required = [], additionalProperties, patternProperties = {} }: Loose,
    depth: number,
  ): object {
    const fields: Record<string, unknown> = {}
    const often = this.#pick([0.15, 0.5, 0.9])
    for (const [name, schema] of Object.entries(properties as Record<string, Loose>)) {
      const isRequired = (required as string[]).includes(name)
      if (this.#random() < (isRequired ? 0.95 : often)) fields[name] = this.value(schema, depth - 1)
    }
    for (const name of required as string[])
      if (!(name in fields) && this.#random() < 0.9) fields[name] = this.#pick(ANY)
    for (const schema of Object.values(patternProperties as Record<string, Loose>)) {
      if (this.#random() < 0.4) fields[this.#pick(['x', 'xy', 'ab'])] = this.value(schema, depth - 1)
    }
    if (this.#random() < 0.2)
      fields[this.#pick([...NAMES, 'x', 'other', ...FIELD_PATTERNS.map(() => 'ax')])] = this.value(
        additionalProperties,
        depth - 1,
      )
    return fields
  }

  #list({ items, prefixItems = [], minItems = 0 }: Loose, depth: number): unknown[] {
    const length = Math.max(Number(minItems) - (this.#random() < 0.1 ? 1 : 0), 0) + Math.floor(this.#random() * 3)
    return Array.from({ length }, (_, index) => this.value((prefixItems as Loose[])[index] ?? items ?? {}, depth - 1))
  }

  #pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.#random() * values.length)] as T
  }
}
