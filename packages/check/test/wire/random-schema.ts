import fc from 'fast-check'

/** A schema, as built by tests. */
export type Loose = { [keyword: string]: unknown }

/** Draws values from arbitraries, so that fast-check can shrink a failing case. */
export type Draw = fc.GeneratorValue

export const NAMES = ['a', 'b', 'c', 'd']
const PATTERNS = ['^a', 'b$', '^[a-c]+$']
const FORMATS = ['date', 'uuid', 'email']
export const FIELD_PATTERNS = ['^x', '^a']
const NAME_RULES = [{ maxLength: 1 }, { minLength: 2 }, { pattern: '^[ab]' }, { enum: ['a', 'b', 'x'] }]

const pick = <T>(draw: Draw, values: readonly T[]): T => draw(fc.constantFrom<T[]>, ...values)
const chance = (draw: Draw, percent: number): boolean => draw(fc.nat, 99) < percent
const small = (draw: Draw, most = 4): number => draw(fc.nat, most)

/** A random schema with the features used in contracts; named schemas may refer to each other. */
export function randomSchema(draw: Draw, depth: number, references: readonly string[] = []): Loose {
  const kind = small(draw, 14)
  if (depth <= 0 || kind < 6) return scalar(draw)
  if (kind < 9) return object(draw, depth, references)
  if (kind < 11) return list(draw, depth, references)
  if (kind === 11) return alternatives(draw, depth, references)
  if (kind === 14) return { ...object(draw, depth, references), ...alternatives(draw, depth, references) }
  if (kind === 12 && references.length > 0) {
    const reference = { $ref: `#/components/schemas/${pick(draw, references)}` }
    return chance(draw, 40) ? { ...reference, ...scalarConstraints(draw) } : reference
  }
  return { ...object(draw, depth, references), ...condition(draw, depth, references) }
}

function alternatives(draw: Draw, depth: number, references: readonly string[]): Loose {
  return { [pick(draw, ['anyOf', 'oneOf', 'allOf'])]: several(draw, depth, references) }
}

function several(draw: Draw, depth: number, references: readonly string[]): Loose[] {
  return Array.from({ length: 1 + small(draw, 2) }, () => randomSchema(draw, depth - 1, references))
}

export function scalar(draw: Draw): Loose {
  const type = pick(draw, ['string', 'string', 'integer', 'number', 'boolean', 'null', 'enum', 'const', 'union', 'any'])
  if (type === 'enum')
    return {
      enum: fc.sample(fc.subarray(['A', 'B', 'C', 1, null], { minLength: 1 }), {
        numRuns: 1,
        seed: small(draw, 1000),
      })[0],
    }
  if (type === 'const') return { const: pick(draw, ['A', 1, true]) }
  if (type === 'union') return { type: ['string', 'null'], ...text(draw) }
  if (type === 'any') return {}
  if (type === 'string') return { type, ...text(draw) }
  if (type === 'integer' || type === 'number') return { type, ...number(draw) }
  return { type }
}

export function scalarConstraints(draw: Draw): Loose {
  return chance(draw, 50) ? number(draw) : text(draw)
}

function text(draw: Draw): Loose {
  return {
    ...(chance(draw, 25) && { minLength: small(draw) }),
    ...(chance(draw, 25) && { maxLength: 2 + small(draw) }),
    ...(chance(draw, 15) && { pattern: pick(draw, PATTERNS) }),
    ...(chance(draw, 10) && { format: pick(draw, FORMATS) }),
  }
}

function number(draw: Draw): Loose {
  return {
    ...(chance(draw, 25) && { minimum: small(draw) }),
    ...(chance(draw, 25) && { maximum: 2 + small(draw) }),
    ...(chance(draw, 10) && { exclusiveMinimum: small(draw) }),
    ...(chance(draw, 10) && { exclusiveMaximum: 3 + small(draw) }),
    ...(chance(draw, 10) && { multipleOf: 1 + small(draw, 2) }),
  }
}

function object(draw: Draw, depth: number, references: readonly string[]): Loose {
  const names = NAMES.filter(() => chance(draw, 50))
  const properties = Object.fromEntries(names.map((name) => [name, randomSchema(draw, depth - 1, references)]))
  return {
    ...(chance(draw, 85) && { type: 'object' }),
    ...((names.length > 0 || chance(draw, 50)) && { properties }),
    ...(chance(draw, 50) && { required: NAMES.filter(() => chance(draw, 30)) }),
    ...(chance(draw, 15) && { additionalProperties: chance(draw, 50) ? false : scalar(draw) }),
    ...(chance(draw, 5) && { unevaluatedProperties: chance(draw, 60) ? false : scalar(draw) }),
    ...(chance(draw, 10) && { patternProperties: { [pick(draw, FIELD_PATTERNS)]: scalar(draw) } }),
    ...(chance(draw, 8) && { minProperties: small(draw, 2) }),
    ...(chance(draw, 8) && { maxProperties: 1 + small(draw, 3) }),
    ...(chance(draw, 6) && { dependentRequired: { [pick(draw, NAMES)]: [pick(draw, NAMES)] } }),
    ...(chance(draw, 5) && { propertyNames: pick(draw, NAME_RULES) }),
  }
}

function list(draw: Draw, depth: number, references: readonly string[]): Loose {
  return {
    type: 'array',
    ...(chance(draw, 80) && { items: randomSchema(draw, depth - 1, references) }),
    ...(chance(draw, 25) && { minItems: small(draw, 2) }),
    ...(chance(draw, 25) && { maxItems: 1 + small(draw, 2) }),
    ...(chance(draw, 15) && { uniqueItems: true }),
    ...(chance(draw, 12) && prefix(draw)),
    ...(chance(draw, 12) && containing(draw)),
    ...(chance(draw, 4) && { unevaluatedItems: chance(draw, 60) ? false : scalar(draw) }),
  }
}

function prefix(draw: Draw): Loose {
  const prefixItems = Array.from({ length: 1 + small(draw, 1) }, () => scalar(draw))
  return { prefixItems, ...(chance(draw, 20) && { items: false }) }
}

function containing(draw: Draw): Loose {
  return {
    contains: chance(draw, 60) ? { type: pick(draw, ['string', 'number']) } : scalar(draw),
    ...(chance(draw, 25) && { minContains: small(draw, 2) }),
    ...(chance(draw, 25) && { maxContains: 1 + small(draw, 2) }),
  }
}

function condition(draw: Draw, depth: number, references: readonly string[]): Loose {
  const form = small(draw, 4)
  if (form === 0) return { not: chance(draw, 60) ? scalar(draw) : randomSchema(draw, depth - 1, references) }
  if (form === 1) return { dependentSchemas: { [pick(draw, NAMES)]: object(draw, depth - 1, references) } }
  const name = pick(draw, NAMES)
  const isPlain = form < 4
  const branch = () => (isPlain ? { required: [pick(draw, NAMES)] } : randomSchema(draw, depth - 1, references))
  return {
    if: isPlain
      ? { required: [name], properties: { [name]: scalar(draw) } }
      : randomSchema(draw, depth - 1, references),
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema.
    then: branch(),
    ...(form !== 3 && { else: branch() }),
  }
}
