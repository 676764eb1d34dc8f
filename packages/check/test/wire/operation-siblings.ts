import { type LooseBundle, operationAt } from '../loose-bundle.ts'
import type { Edit } from './examples.ts'

/** What an edit is: a break, something new that breaks nobody, or no difference at all. */
type Verdict = 'break' | 'addition' | 'nothing'

const LABELS = ['get', '/labels'] as const
const PROJECTS = ['post', '/projects'] as const
const parameters =
  (...list: object[]): Edit =>
  (b) =>
    operationAt(b, ...LABELS).parameters.push(...(list as never[]))
const query = (more: object) => parameters({ name: 'q', in: 'query', schema: { type: 'string' }, ...more })
const responses =
  (more: object): Edit =>
  (b) =>
    Object.assign(operationAt(b, ...LABELS).responses, more)
const only =
  (more: object): Edit =>
  (b) =>
    Object.assign(operationAt(b, ...LABELS), { responses: more })
const json = (schema: object) => ({ description: 'x', content: { 'application/json': { schema } } })
const headers = (schema: object, more: object = {}) =>
  only({ 200: { description: 'x', headers: { 'X-Count': { schema, ...more } } } })
const body =
  (content: object, more: object = {}): Edit =>
  (b) =>
    Object.assign(operationAt(b, ...PROJECTS), { requestBody: { content, ...more } })
const form = (
  encoding: object,
  schema: object = { type: 'object', properties: { data: { type: 'object' }, file: {} } },
) => body({ 'multipart/form-data': { schema, encoding } })
const TEXT = { schema: { type: 'string' } }
const schemes = {
  key: { type: 'apiKey', name: 'x-key', in: 'header' },
  login: { type: 'oauth2', flows: { password: { tokenUrl: 'https://a.test', scopes: {} } } },
}
const security =
  (list: object[]): Edit =>
  (b) => {
    Object.assign((b.components as never as { securitySchemes: object }).securitySchemes, schemes)
    Object.assign(operationAt(b, ...LABELS), { security: list })
  }
const servers =
  (list: object[], more: object = {}): Edit =>
  (b) =>
    Object.assign(operationAt(b, ...LABELS), { servers: list, ...more })
const webhook =
  (schema: object, more: object = {}): Edit =>
  (b) =>
    Object.assign(b, {
      webhooks: {
        done: { post: { requestBody: { content: { 'application/json': { schema } } }, responses: {}, ...more } },
      },
    })
const callback =
  (url: string): Edit =>
  (b) =>
    Object.assign(operationAt(b, ...PROJECTS), { callbacks: { done: { [url]: { post: { responses: {} } } } } })
const operation =
  (method: string, path = '/extra', more: object = {}): Edit =>
  (b: LooseBundle) => {
    b.paths[path] = {
      [method]: {
        operationId: `extra${method}`,
        'x-sdk': { resource: 'extra', method },
        parameters: [],
        responses: { 200: { description: 'x' } },
        ...more,
      },
    }
  }

/** Edits of operations that are close to those that were once judged wrongly. */
export const OPERATION_SIBLINGS: readonly (readonly [name: string, before: Edit, after: Edit, verdict: Verdict])[] = [
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
