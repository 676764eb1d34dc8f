type Schema = { readonly [keyword: string]: unknown }

/** Whether an edit breaks requests, and responses. */
type Breaks = 'neither' | 'requests' | 'responses' | 'both'

const OBJECT = { type: 'object' }
const A = { type: 'object', properties: { kind: { const: 'a' }, a: { type: 'string' } }, required: ['kind'] }
const B = { type: 'object', properties: { kind: { const: 'b' }, b: { type: 'string' } }, required: ['kind'] }
const NAME = { name: { type: 'string' } }
const list = (more: object) => ({ type: 'array', ...more })
const when = (condition: Schema, yes: Schema, no?: Schema) =>
  Object.fromEntries([['if', condition], ['then', yes], ...(no === undefined ? [] : [['else', no]])]) as Schema

/** Edits of a schema that are close to those that were once judged wrongly, and what they break. */
export const SIBLINGS: readonly (readonly [name: string, before: Schema, after: Schema, breaks: Breaks])[] = [
  // Fields beside alternatives.
  [
    'limits of other fields beside anyOf',
    { anyOf: [A, { type: 'null' }] },
    { anyOf: [A, { type: 'null' }], additionalProperties: { type: 'integer' } },
    'requests',
  ],
  ['a field beside oneOf', { oneOf: [A, B] }, { oneOf: [A, B], properties: { a: { type: 'integer' } } }, 'requests'],
  ['a new field beside oneOf', { oneOf: [A, B] }, { oneOf: [A, B], properties: { c: { type: 'integer' } } }, 'neither'],
  ['a required field beside oneOf', { oneOf: [A, B] }, { oneOf: [A, B], required: ['a'] }, 'requests'],
  [
    'a field that one alternative loses',
    { oneOf: [A, B] },
    { oneOf: [A, { ...B, properties: { kind: B.properties.kind } }] },
    'both',
  ],
  ['an alternative less, with the field that it declares', { oneOf: [A, B] }, { oneOf: [A] }, 'both'],
  ['an alternative more', { oneOf: [A, B] }, { oneOf: [A, B, { type: 'null' }] }, 'responses'],
  ['anyOf in place of oneOf that exclude each other', { oneOf: [A, B] }, { anyOf: [A, B] }, 'neither'],
  [
    'alternatives that hold together in oneOf',
    { anyOf: [{ properties: NAME }, { properties: { id: {} } }] },
    { oneOf: [{ properties: NAME }, { properties: { id: {} } }] },
    'requests',
  ],
  [
    'the common part of alternatives beside them',
    {
      oneOf: [
        { ...OBJECT, properties: { ...NAME, x: { const: 1 } }, required: ['x'] },
        { ...OBJECT, properties: { ...NAME, x: { const: 2 } }, required: ['x'] },
      ],
    },
    {
      ...OBJECT,
      properties: NAME,
      oneOf: [
        { properties: { x: { const: 1 } }, required: ['x'] },
        { properties: { x: { const: 2 } }, required: ['x'] },
      ],
    },
    'neither',
  ],
  [
    'an alternative that says nothing is gone',
    { properties: NAME, anyOf: [{}, { type: 'string' }] },
    { properties: NAME, anyOf: [{ type: 'string' }, { properties: { b: {} } }] },
    'requests',
  ],
  [
    'nested oneOf with a field beside it',
    { oneOf: [{ type: 'number' }, { oneOf: [{ type: 'string' }, A] }] },
    { oneOf: [{ type: 'number' }, { oneOf: [{ type: 'string' }, A], properties: { a: { maxLength: 3 } } }] },
    'requests',
  ],
  // unevaluatedProperties.
  [
    'unevaluatedProperties beside allOf',
    { allOf: [A], unevaluatedProperties: false },
    { allOf: [{ ...A, properties: { kind: A.properties.kind } }], unevaluatedProperties: false },
    'both',
  ],
  [
    'unevaluatedProperties: false in a response',
    { allOf: [A] },
    { allOf: [A], unevaluatedProperties: false },
    'neither',
  ],
  [
    'no unevaluatedProperties: false any more',
    { allOf: [A], unevaluatedProperties: false },
    { allOf: [A] },
    'responses',
  ],
  [
    'unevaluatedProperties for additionalProperties',
    { properties: NAME, additionalProperties: false },
    { properties: NAME, unevaluatedProperties: false },
    'neither',
  ],
  [
    'additionalProperties beside allOf, which refuses its fields',
    { allOf: [A], unevaluatedProperties: false },
    { allOf: [A], additionalProperties: false },
    'requests',
  ],
  [
    'unevaluatedProperties beside oneOf',
    { oneOf: [A, B], unevaluatedProperties: { type: 'string' } },
    { oneOf: [A, B], unevaluatedProperties: { type: 'integer' } },
    'both',
  ],
  [
    'a field through $ref and unevaluatedProperties',
    { $ref: '#/components/schemas/Other', unevaluatedProperties: false },
    { $ref: '#/components/schemas/Other', properties: { more: {} }, unevaluatedProperties: false },
    'responses',
  ],
  [
    'other fields with types, one of them declared',
    { additionalProperties: { type: 'string' } },
    { properties: { id: { type: 'integer' } }, additionalProperties: { type: 'string' } },
    'both',
  ],
  // Dependencies, names and patterns.
  [
    'dependentRequired',
    { properties: { a: {}, b: {} } },
    { properties: { a: {}, b: {} }, dependentRequired: { a: ['b'] } },
    'requests',
  ],
  [
    'dependentRequired that required implies',
    { properties: { a: {}, b: {} }, required: ['b'] },
    { properties: { a: {}, b: {} }, required: ['b'], dependentRequired: { a: ['b'] } },
    'neither',
  ],
  [
    'dependentRequired of a field that cannot be there',
    { properties: { b: {} }, additionalProperties: false },
    { properties: { b: {} }, additionalProperties: false, dependentRequired: { a: ['b'] } },
    'neither',
  ],
  [
    'dependentSchemas with a limit',
    { properties: { a: {}, b: { type: 'string' } } },
    { properties: { a: {}, b: { type: 'string' } }, dependentSchemas: { a: { properties: { b: { maxLength: 3 } } } } },
    'requests',
  ],
  [
    'dependentSchemas as dependentRequired',
    { properties: { a: {}, b: {} }, dependentRequired: { a: ['b'] } },
    { properties: { a: {}, b: {} }, dependentSchemas: { a: { properties: {}, required: ['b'] } } },
    'neither',
  ],
  [
    'a field that only dependentSchemas declares is gone',
    { properties: { a: {} }, dependentSchemas: { a: { properties: { b: {} } } } },
    { properties: { a: {} } },
    'both',
  ],
  [
    'propertyNames',
    { additionalProperties: {} },
    { additionalProperties: {}, propertyNames: { maxLength: 3 } },
    'requests',
  ],
  [
    'propertyNames that the declared fields keep to',
    { properties: { a: {}, b: {} }, additionalProperties: false },
    { properties: { a: {}, b: {} }, additionalProperties: false, propertyNames: { maxLength: 1 } },
    'neither',
  ],
  [
    'propertyNames that refuse a declared field',
    { properties: { a: {}, bb: {} } },
    { properties: { a: {}, bb: {} }, propertyNames: { maxLength: 1 } },
    'both',
  ],
  [
    'a pattern in place of a name',
    { properties: { ab: { type: 'string' } }, additionalProperties: false },
    { patternProperties: { '^a': { type: 'string' } }, additionalProperties: false },
    'responses',
  ],
  [
    'a pattern that a declared field matches',
    { properties: { ab: { type: ['string', 'integer'] } } },
    { properties: { ab: { type: ['string', 'integer'] } }, patternProperties: { '^a': { type: 'string' } } },
    'requests',
  ],
  [
    'a pattern taken out of other fields',
    { additionalProperties: { type: 'string' } },
    { patternProperties: { '^a': { type: 'string' } }, additionalProperties: { type: 'string' } },
    'neither',
  ],
  [
    'other values of a pattern than of other fields',
    { additionalProperties: { type: 'string' } },
    { patternProperties: { '^a': { type: 'integer' } }, additionalProperties: { type: 'string' } },
    'both',
  ],
  // Lists.
  [
    'items: false behind prefixItems',
    list({ prefixItems: [{}, {}] }),
    list({ prefixItems: [{}, {}], items: false }),
    'requests',
  ],
  [
    'as many entries as there are prefixItems',
    list({ prefixItems: [{}, {}], maxItems: 2 }),
    list({ prefixItems: [{}, {}], items: false }),
    'neither',
  ],
  [
    'another type at one position',
    list({ prefixItems: [{ type: 'string' }, {}] }),
    list({ prefixItems: [{ type: 'string' }, { type: 'string' }] }),
    'requests',
  ],
  [
    'items as prefixItems of one length',
    list({ items: { type: 'string' }, maxItems: 1 }),
    list({ prefixItems: [{ type: 'string' }], maxItems: 1 }),
    'neither',
  ],
  [
    'contains',
    list({ items: { type: 'string' } }),
    list({ items: { type: 'string' }, contains: { const: 'a' } }),
    'requests',
  ],
  ['minContains: 0 asks for nothing', list({}), list({ contains: { const: 'a' }, minContains: 0 }), 'neither'],
  [
    'minContains more',
    list({ contains: { const: 'a' } }),
    list({ contains: { const: 'a' }, minContains: 2 }),
    'requests',
  ],
  [
    'maxContains less',
    list({ contains: { const: 'a' }, maxContains: 3 }),
    list({ contains: { const: 'a' }, maxContains: 2 }),
    'requests',
  ],
  [
    'unevaluatedItems as items',
    list({ prefixItems: [{ type: 'string' }], unevaluatedItems: false }),
    list({ prefixItems: [{ type: 'string' }] }),
    'responses',
  ],
  ['uniqueItems', list({ items: {} }), list({ items: {}, uniqueItems: true }), 'requests'],
  // Types and values.
  ['null as a type', { type: 'string' }, { type: ['string', 'null'] }, 'responses'],
  [
    'null as an alternative',
    { type: ['string', 'null'] },
    { oneOf: [{ type: 'string' }, { type: 'null' }] },
    'neither',
  ],
  [
    'enum without null beside a type with it',
    { type: ['string', 'null'], enum: ['a', null] },
    { type: ['string', 'null'], enum: ['a'] },
    'requests',
  ],
  ['const as one value less', { enum: ['a', 'b'] }, { const: 'a' }, 'requests'],
  ['an enum of both booleans', { type: 'boolean' }, { enum: [true, false] }, 'neither'],
  ['enums as alternatives', { enum: ['a', 'b', 'c'] }, { anyOf: [{ enum: ['a', 'b'] }, { const: 'c' }] }, 'neither'],
  ['an object as a constant', { const: { a: 1, b: 2 } }, { const: { b: 2, a: 1 } }, 'neither'],
  ['integers as numbers', { type: 'integer' }, { type: 'number' }, 'responses'],
  [
    'an exclusive limit of whole numbers',
    { type: 'integer', minimum: 1 },
    { type: 'integer', exclusiveMinimum: 0 },
    'neither',
  ],
  [
    'an exclusive limit of numbers',
    { type: 'number', minimum: 0 },
    { type: 'number', exclusiveMinimum: 0 },
    'requests',
  ],
  ['a multiple of a multiple', { type: 'integer', multipleOf: 4 }, { type: 'integer', multipleOf: 2 }, 'responses'],
  [
    'a multiple of 0.01 for one of 0.1',
    { type: 'number', multipleOf: 0.1 },
    { type: 'number', multipleOf: 0.01 },
    'responses',
  ],
  ['a format', { type: 'string', format: 'date-time' }, { type: 'string', format: 'date' }, 'both'],
  ['a format less', { type: 'string', format: 'date-time' }, { type: 'string' }, 'responses'],
  // not and if.
  ['not', { type: 'string' }, { type: 'string', not: { const: 'a' } }, 'requests'],
  ['not of another type', { type: 'string' }, { type: 'string', not: { type: 'null' } }, 'neither'],
  ['not less', { not: { enum: ['a', 'b'] } }, { not: { enum: ['a'] } }, 'responses'],
  [
    'a condition',
    { properties: { a: {}, b: {} } },
    { properties: { a: {}, b: {} }, ...when({ required: ['a'] }, { required: ['b'] }) },
    'requests',
  ],
  [
    'a condition that always holds',
    { properties: { a: {}, b: {} }, required: ['a', 'b'] },
    {
      properties: { a: {}, b: {} },
      required: ['a', 'b'],
      ...when({ properties: {}, required: ['a'] }, { properties: {}, required: ['b'] }),
    },
    'neither',
  ],
  [
    'else',
    { properties: { a: {}, b: {} } },
    { properties: { a: {}, b: {} }, ...when({ required: ['a'] }, {}, { required: ['b'] }) },
    'requests',
  ],
  // Marks.
  [
    'readOnly through allOf',
    { properties: NAME },
    { properties: { name: { allOf: [{ type: 'string' }, { readOnly: true }] } } },
    'requests',
  ],
  [
    'a required field that is read-only now',
    { properties: NAME, required: ['name'] },
    { properties: { name: { type: 'string', readOnly: true } }, required: ['name'] },
    'requests',
  ],
  [
    'a new required field that is read-only',
    { properties: NAME },
    { properties: { ...NAME, id: { readOnly: true } }, required: ['id'] },
    'neither',
  ],
  [
    'writeOnly, nested',
    { properties: { user: { properties: NAME } } },
    { properties: { user: { properties: { name: { type: 'string', writeOnly: true } } } } },
    'responses',
  ],
  [
    'readOnly of a shared schema',
    { properties: { other: { $ref: '#/components/schemas/Other' } } },
    { properties: { other: { $ref: '#/components/schemas/Marked' } } },
    'requests',
  ],
  [
    'another discriminator',
    { oneOf: [A, B], discriminator: { propertyName: 'kind' } },
    { oneOf: [A, B], discriminator: { propertyName: 'type' } },
    'both',
  ],
  ['another default', { type: 'string', default: 'a' }, { type: 'string', default: 'b' }, 'requests'],
]
