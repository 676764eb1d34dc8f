import { A, B, NAME, OBJECT, type Sibling } from './sibling.ts'

/** Edits of which fields objects have, close to those that were once judged wrongly. */
export const FIELDS: readonly Sibling[] = [
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
  [
    'a count of fields that a read-only one had seemed to meet',
    { properties: { id: { readOnly: true }, a: {} }, required: ['id'] },
    { properties: { id: { readOnly: true }, a: {} }, required: ['id'], minProperties: 1 },
    'requests',
  ],
]
