import {
  callback,
  headers,
  json,
  type OperationSibling,
  only,
  operation,
  responses,
  security,
  servers,
  webhook,
} from './operation.ts'

/** Edits of responses, security, addresses, paths and webhooks, close to those that were once judged wrongly. */
export const RESPONSES: readonly OperationSibling[] = [
  [
    'a response range in place of a status',
    only({ 200: json({ type: 'object' }) }),
    only({ '2XX': json({ type: 'object' }) }),
    'addition',
  ],
  [
    'a response range with another schema',
    only({ 200: json({ type: 'object' }) }),
    only({ '2XX': json({ type: 'array' }) }),
    'break',
  ],
  ['a range in other letters', only({ '2XX': json({}) }), only({ '2xx': json({}) }), 'nothing'],
  [
    'a status that the default response had covered',
    only({ 200: json({}), default: json({ type: 'object' }) }),
    only({ 200: json({}), 404: json({ type: 'object' }), default: json({ type: 'object' }) }),
    'addition',
  ],
  [
    'a status unlike the default response',
    only({ 200: json({}), default: json({ type: 'object' }) }),
    only({ 200: json({}), 404: json({ type: 'string' }), default: json({ type: 'object' }) }),
    'break',
  ],
  [
    'a status unlike its range',
    only({ '4XX': json({ type: 'object' }) }),
    only({ '4XX': json({ type: 'object' }), 404: json({ type: 'array' }) }),
    'break',
  ],
  [
    'a status that the default response covers now',
    only({ 404: json({ type: 'object' }), 200: json({}) }),
    only({ default: json({ type: 'object' }), 200: json({}) }),
    'addition',
  ],
  ['a response less', responses({ 418: json({}) }), () => {}, 'break'],
  [
    'a wider response',
    only({ 200: json({ type: 'string' }) }),
    only({ 200: json({ type: ['string', 'null'] }) }),
    'break',
  ],
  ['a response without a body', only({ 200: json({}) }), only({ 200: { description: 'x' } }), 'break'],
  [
    'another media type of a response',
    only({ 200: json({}) }),
    only({ 200: { description: 'x', content: { 'application/xml': { schema: {} } } } }),
    'break',
  ],
  [
    'a narrower header of a response',
    headers({ type: ['string', 'integer'] }),
    headers({ type: 'integer' }),
    'addition',
  ],
  ['a wider header of a response', headers({ type: 'integer' }), headers({ type: ['string', 'integer'] }), 'break'],
  ['a header that is always there now', headers({}), headers({}, { required: true }), 'addition'],
  ['a header that may be missing', headers({}, { required: true }), headers({}), 'break'],
  [
    'links and examples',
    only({ 200: { description: 'x' } }),
    only({ 200: { description: 'y', links: { next: { operationId: 'listUsers' } } } }),
    'nothing',
  ],

  [
    'one of two keys in place of both',
    security([{ key: [], login: [] }]),
    security([{ key: [] }, { login: [] }]),
    'addition',
  ],
  [
    'both keys in place of one of two',
    security([{ key: [] }, { login: [] }]),
    security([{ key: [], login: [] }]),
    'break',
  ],
  ['an optional key that is required', security([{}, { key: [] }]), security([{ key: [] }]), 'break'],
  ['a key that is optional', security([{ key: [] }]), security([{ key: [] }, {}]), 'addition'],
  ['another order of keys', security([{ key: [] }, { login: [] }]), security([{ login: [] }, { key: [] }]), 'nothing'],
  ['a scope more', security([{ login: ['a'] }]), security([{ login: ['a', 'b'] }]), 'break'],
  ['a scope less', security([{ login: ['a', 'b'] }]), security([{ login: ['b'] }]), 'addition'],

  ['an own server', () => {}, servers([{ url: 'https://own.test' }]), 'break'],
  [
    'a slash at the end of an address',
    servers([{ url: 'https://own.test' }]),
    servers([{ url: 'https://own.test/' }]),
    'nothing',
  ],
  [
    'a second server',
    servers([{ url: 'https://own.test' }]),
    servers([{ url: 'https://own.test' }, { url: 'https://two.test' }]),
    'addition',
  ],
  [
    'a value less of an address',
    servers([{ url: 'https://{r}.test', variables: { r: { default: 'a', enum: ['a', 'b'] } } }]),
    servers([{ url: 'https://{r}.test', variables: { r: { default: 'a', enum: ['a'] } } }]),
    'break',
  ],

  ['an operation of a rare method', operation('options'), () => {}, 'break'],
  ['another method', operation('put'), operation('patch'), 'break'],
  ['a slash at the end of a path', operation('get', '/extra'), operation('get', '/extra/'), 'break'],
  [
    'a renamed part of a path',
    operation('get', '/extra/{id}', { parameters: [{ name: 'id', in: 'path', required: true, schema: {} }] }),
    operation('get', '/extra/{key}', { parameters: [{ name: 'key', in: 'path', required: true, schema: {} }] }),
    'nothing',
  ],
  [
    'a tighter part of a path',
    operation('get', '/extra/{id}', { parameters: [{ name: 'id', in: 'path', required: true, schema: {} }] }),
    operation('get', '/extra/{id}', {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { maxLength: 3 } }],
    }),
    'break',
  ],

  ['a field more in a webhook', webhook({ properties: { a: {} } }), webhook({ properties: { a: {}, b: {} } }), 'break'],
  [
    'another order in a webhook',
    webhook({ required: ['a', 'b'], enum: ['x', 'y'] }),
    webhook({ enum: ['y', 'x'], required: ['b', 'a'] }),
    'nothing',
  ],
  [
    'words in a webhook',
    webhook({ properties: { a: {} } }),
    webhook(
      { properties: { a: { $comment: 'x', title: 'y' } } },
      { summary: 'x', operationId: 'y', 'x-provenance': {} },
    ),
    'nothing',
  ],
  ['another address of a callback', callback('{$request.body#/url}'), callback('{$request.body#/address}'), 'break'],
]
