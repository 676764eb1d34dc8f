import { createHash } from 'node:crypto'
import { isObject, type Json, type JsonObject } from '@testsigma-tms/spec/contract'
import { POINTER } from '@testsigma-tms/spec/schema'
import { below, type Conjunction, conjunctionOf, type Facet, keyOf } from './conjunction.ts'
import { alwaysEvaluated } from './evaluation.ts'
import { WITHOUT_MEANING } from './keywords.ts'
import type { Located } from './source.ts'
import { ATOMS, type Atom, least, most, rangeOf, typesOf } from './types.ts'

/**
 * A text that is the same for schemas of one meaning, however they are split over `allOf` and references, and in
 * whichever order they are written. Schemas with different texts may still mean the same.
 */
export class Canonical {
  readonly #known = new Map<string, string>()
  /** What is being written, from the outside in, and what was written meanwhile and refers back to that. */
  readonly #open = new Map<string, Conjunction>()
  /** Texts of schemas that hold each other, as far as they are known. */
  #rounds: ReadonlyMap<string, string> | undefined
  /** How far out the innermost text refers back. */
  #reach = Number.POSITIVE_INFINITY
  /** Whether it is told which schemas let other fields in: for what is around them, that evaluates those fields. */
  readonly #tellsOpen: boolean
  #telling: Canonical | undefined

  constructor(tellsOpen = false) {
    this.#tellsOpen = tellsOpen
  }

  of(schemas: readonly Located[]): string {
    return this.text(conjunctionOf(schemas))
  }

  text(conjunction: Conjunction): string {
    const key = keyOf(conjunction)
    const known = this.#known.get(key) ?? this.#rounds?.get(key)
    if (known !== undefined) return known
    const depth = [...this.#open.keys()].indexOf(key)
    if (depth !== -1) {
      this.#reach = Math.min(this.#reach, depth)
      return ''
    }
    const outside = this.#reach
    this.#reach = Number.POSITIVE_INFINITY
    const own = this.#open.size
    this.#open.set(key, conjunction)
    const text = this.#write(conjunction)
    if (this.#reach > own) {
      this.#open.delete(key)
      this.#known.set(key, text)
    } else if (this.#reach === own) this.#close(own)
    this.#reach = Math.min(outside, this.#reach >= own ? Number.POSITIVE_INFINITY : this.#reach)
    return this.#known.get(key) ?? ''
  }

  #write(conjunction: Conjunction): string {
    return shortened(conjunction.isNever ? 'never' : [...new Set(this.#entries(conjunction))].sort().join('\n'))
  }

  /**
   * Schemas that hold each other get their texts together: at first all have the same, and then each what it says with the
   * others' texts of the round before, until no round tells more of them apart. So many kinds of them, and as many of
   * another contract, differ after twice as many rounds, if ever.
   */
  #close(from: number): void {
    const members = [...this.#open].slice(from)
    const outside = this.#rounds
    let texts = new Map(members.map(([key]) => [key, 'itself']))
    for (let [round, kinds] = [0, 1]; round <= 2 * kinds; round++) {
      this.#rounds = texts
      texts = new Map(members.map(([key, conjunction]) => [key, this.#write(conjunction)]))
      kinds = new Set(texts.values()).size
    }
    this.#rounds = outside
    for (const [key, text] of texts) {
      this.#open.delete(key)
      this.#known.set(key, text)
    }
  }

  *#entries(conjunction: Conjunction): Generator<string> {
    const types = typesOf(conjunction)
    if (types.size < ATOMS.length) yield `type ${[...types].join()}`
    yield* limits(conjunction, types)
    for (const keyword of ['properties', 'patternProperties']) yield* this.#named(conjunction, keyword)
    yield* this.#items(conjunction)
    for (const facet of conjunction.facets) yield* this.#facet(facet)
  }

  /** What all facets together say of one property. */
  *#named({ facets }: Conjunction, keyword: string): Generator<string> {
    const all = facets.flatMap((facet) => {
      const named = facet.schema[keyword]
      return isObject(named) ? Object.keys(named).map((name) => [name, below(facet, keyword, name)] as const) : []
    })
    for (const [name, group] of Map.groupBy(all, ([name]) => name)) {
      yield `${keyword} ${JSON.stringify(name)} ${this.of(group.map(([, located]) => located))}`
    }
  }

  /** Whether a keyword says nothing with this value. */
  #isTrivial(keyword: string, value: Json | undefined): boolean {
    if (keyword === 'uniqueItems') return value === false
    if (keyword === 'multipleOf') return value === 1
    const isOpen = value === true || (isObject(value) && Object.keys(value).every((name) => name === POINTER))
    if (/^(additional|unevaluated)Properties$/.test(keyword)) return isOpen && !this.#tellsOpen
    return ['unevaluatedItems', 'propertyNames'].includes(keyword) && isOpen
  }

  *#items({ facets }: Conjunction): Generator<string> {
    const plain = facets.filter(({ schema }) => schema.items !== undefined && schema.prefixItems === undefined)
    if (plain.length > 0) yield `items ${this.of(plain.map((facet) => below(facet, 'items')))}`
  }

  *#facet(facet: Facet): Generator<string> {
    for (const keyword of Object.keys(facet.schema)) {
      const isElsewhere = ELSEWHERE.has(keyword) || Object.hasOwn(WITHOUT_MEANING, keyword)
      if (!isElsewhere && !this.#isTrivial(keyword, facet.schema[keyword])) yield* this.#keyword(facet, keyword)
    }
    if (facet.schema.prefixItems !== undefined) yield* this.#prefix(facet)
  }

  /** What one keyword of a facet says, together with those that it depends on. */
  keyword(facet: Facet, keyword: string): string {
    return [...this.#keyword(facet, keyword)].sort().join('\n')
  }

  *#keyword(facet: Facet, keyword: string): Generator<string> {
    const value = facet.schema[keyword]
    if (keyword === 'required') for (const name of value as string[]) yield `required ${JSON.stringify(name)}`
    else if (keyword === 'anyOf' || keyword === 'oneOf') yield `${keyword} ${this.#list(facet, keyword).sort().join()}`
    else if (keyword === 'const') yield `enum ${stable(value)}`
    else if (keyword === 'enum') yield `enum ${(value as Json[]).map(stable).sort().join()}`
    else if (keyword === 'additionalProperties') yield this.#others(facet, keyword, facet.schema)
    else if (keyword === 'unevaluatedProperties') yield* this.#unevaluated(facet)
    else if (SCHEMAS.has(keyword))
      yield `${keyword} ${this.of([below(facet, keyword)])}${this.#context(facet, keyword)}`
    else if (keyword === 'dependentSchemas') {
      for (const name of Object.keys(value as JsonObject)) {
        yield `${keyword} ${JSON.stringify(name)} ${this.of([below(facet, keyword, name)])}`
      }
    } else yield `${keyword} ${stable(value)}`
  }

  /** What is said of all fields but some. */
  #others(facet: Facet, keyword: string, { properties, patternProperties }: JsonObject): string {
    return `others ${names(properties)} ${names(patternProperties)} ${this.of([below(facet, keyword)])}`
  }

  *#unevaluated(facet: Facet): Generator<string> {
    const { source, pointer, whole } = facet
    const evaluated = alwaysEvaluated({ source, pointer, schema: whole })
    if (evaluated === 'all') return
    if (evaluated) {
      const [properties, patternProperties] = [evaluated.names, evaluated.patterns].map((each) =>
        Object.fromEntries(Array.from(each, (name) => [name, true])),
      )
      yield this.#others(facet, 'unevaluatedProperties', { properties, patternProperties } as JsonObject)
      return
    }
    // Which fields are evaluated depends on the value, so that everything beside it counts.
    this.#telling ??= this.#tellsOpen ? this : new Canonical(true)
    const { unevaluatedProperties: _, ...rest } = whole
    const beside = this.#telling.of([{ source, pointer, schema: rest }])
    yield `unevaluatedProperties ${this.of([below(facet, 'unevaluatedProperties')])} ${beside}`
  }

  *#prefix(facet: Facet): Generator<string> {
    const rest = facet.schema.items === undefined ? '' : this.of([below(facet, 'items')])
    yield `prefixItems ${this.#list(facet, 'prefixItems').join()} ${rest}`
  }

  #list(facet: Facet, keyword: string): string[] {
    return (facet.schema[keyword] as Json[]).map((_, index) => this.of([below(facet, keyword, index)]))
  }

  /** What a keyword depends on that is beside it. */
  #context({ schema, whole, source, pointer }: Facet, keyword: string): string {
    if (keyword === 'contains') return ` ${stable([schema.minContains ?? 1, schema.maxContains ?? null])}`
    if (keyword === 'if') {
      const branches = ['then', 'else'].filter((branch) => schema[branch] !== undefined)
      return branches
        .map((branch) => ` ${branch} ${this.of([{ source, pointer: `${pointer}/${branch}`, schema: schema[branch] }])}`)
        .join('')
    }
    if (keyword !== 'unevaluatedItems') return ''
    const { unevaluatedItems: _, ...rest } = whole
    return ` ${this.of([{ source, pointer, schema: rest }])}`
  }
}

/** The limits of all facets together, for the kinds of values that they matter to. */
function* limits(conjunction: Conjunction, types: ReadonlySet<Atom>): Generator<string> {
  if (types.has('integer') || types.has('fraction')) {
    const { from, isFromOut, to, isToOut } = rangeOf(conjunction, types)
    if (from !== Number.NEGATIVE_INFINITY) yield `from ${from} ${isFromOut}`
    if (to !== Number.POSITIVE_INFINITY) yield `to ${to} ${isToOut}`
  }
  for (const [kind, name] of [
    ['string', 'Length'],
    ['array', 'Items'],
    ['object', 'Properties'],
  ] as const) {
    if (!types.has(kind)) continue
    const [from, to] = [least(conjunction, `min${name}`), most(conjunction, `max${name}`)]
    if (from > 0) yield `min${name} ${from}`
    if (to !== Number.POSITIVE_INFINITY) yield `max${name} ${to}`
  }
}

/** Keywords that are written together with others. */
const ELSEWHERE = new Set([
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'type',
  'properties',
  'patternProperties',
  'items',
  'prefixItems',
  'minContains',
  'maxContains',
  'then',
  'else',
])

/** Keywords that hold a schema. */
const SCHEMAS = new Set(['propertyNames', 'contains', 'contentSchema', 'not', 'if', 'unevaluatedItems'])

function names(named: Json | undefined): string {
  return `${isObject(named) ? stable(Object.keys(named).sort()) : '[]'}`
}

/** JSON with the names of objects in order. */
export function stable(value: Json | undefined): string {
  return JSON.stringify(value, (_, part) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  )
}

function shortened(text: string): string {
  return text.length > 200 ? createHash('sha256').update(text).digest('hex') : text
}
