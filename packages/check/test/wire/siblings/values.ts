import { A, B, list, NAME, type Sibling, when } from './sibling.ts'

/** Edits of values, lists and conditions, close to those that were once judged wrongly. */
export const VALUES: readonly Sibling[] = [
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
