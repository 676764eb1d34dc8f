import { body, form, type OperationSibling, parameters, query, TEXT } from './operation.ts'

/** Edits of parameters and bodies, close to those that were once judged wrongly. */
export const REQUESTS: readonly OperationSibling[] = [
  [
    'a query parameter that becomes a header',
    query({}),
    parameters({ name: 'q', in: 'header', schema: { type: 'string' } }),
    'break',
  ],
  [
    'a header parameter in other letters',
    parameters({ name: 'X-Trace', in: 'header', schema: {} }),
    parameters({ name: 'x-trace', in: 'header', schema: {} }),
    'nothing',
  ],
  [
    'a required header parameter',
    () => {},
    parameters({ name: 'X-Trace', in: 'header', required: true, schema: {} }),
    'break',
  ],
  ['a cookie parameter less', parameters({ name: 'c', in: 'cookie', schema: {} }), () => {}, 'break'],
  [
    'the style that a query parameter has anyway',
    query({}),
    query({ style: 'form', explode: true, allowReserved: false }),
    'nothing',
  ],
  [
    'explode as another style implies',
    query({ style: 'deepObject' }),
    query({ style: 'deepObject', explode: false }),
    'nothing',
  ],
  ['allowEmptyValue no more', query({ allowEmptyValue: true }), query({}), 'break'],
  [
    'content in place of a schema',
    query({}),
    parameters({ name: 'q', in: 'query', content: { 'application/json': TEXT } }),
    'break',
  ],
  [
    'a wider type of a parameter',
    query({ schema: { type: 'integer' } }),
    query({ schema: { type: ['integer', 'string'] } }),
    'addition',
  ],
  ['a parameter of fewer values', query({ schema: { enum: ['a', 'b'] } }), query({ schema: { enum: ['a'] } }), 'break'],
  ['a parameter that need not be there', query({ required: true }), query({}), 'addition'],
  ['another default of a parameter', query({ schema: { default: 'a' } }), query({ schema: { default: 'b' } }), 'break'],
  ['a deprecated parameter', query({}), query({ deprecated: true }), 'addition'],
  ['an example of a parameter', query({}), query({ example: 'x', description: 'y' }), 'nothing'],

  [
    'a required body',
    body({ 'application/json': TEXT }),
    body({ 'application/json': TEXT }, { required: true }),
    'break',
  ],
  [
    'a media type of requests in a wildcard',
    body({ 'application/json': TEXT }),
    body({ 'application/*': TEXT }),
    'addition',
  ],
  ['a media type that a wildcard had covered', body({ '*/*': TEXT }), body({ 'text/plain': TEXT }), 'break'],
  [
    'a parameter of a media type that is taken anyway',
    body({ 'text/plain; charset=utf-8': TEXT }),
    body({ 'text/plain': TEXT }),
    'addition',
  ],
  [
    'a media type in other letters',
    body({ 'Text/Plain;charset=utf-8': TEXT }),
    body({ 'text/plain; charset=utf-8': TEXT }),
    'nothing',
  ],
  [
    'a tighter schema of one media type',
    body({ 'text/plain': TEXT, 'text/csv': TEXT }),
    body({ 'text/plain': TEXT, 'text/csv': { schema: { type: 'string', maxLength: 3 } } }),
    'break',
  ],
  [
    'a tighter schema in a wildcard',
    body({ 'text/plain': TEXT }),
    body({ 'text/*': { schema: { type: 'string', maxLength: 3 } } }),
    'break',
  ],
  [
    'the encoding that a part has anyway',
    form({}),
    form({ data: { contentType: 'application/json' }, file: { contentType: 'application/octet-stream' } }),
    'nothing',
  ],
  ['another content type of a part', form({}), form({ data: { contentType: 'text/xml' } }), 'break'],
  [
    'words about a header of a part',
    form({ data: { headers: { 'X-A': { schema: {}, description: 'a' } } } }),
    form({ data: { headers: { 'X-A': { schema: {}, description: 'b' } } } }),
    'nothing',
  ],
  [
    'another header of a part',
    form({ data: { headers: { 'X-A': { schema: {} } } } }),
    form({ data: { headers: { 'X-A': { schema: {}, required: true } } } }),
    'break',
  ],
]
