import { type LooseBundle, operationAt } from '../../loose-bundle.ts'
import type { Edit } from '../examples.ts'

/** What an edit is: a break, something new that breaks nobody, or no difference at all. */
type Verdict = 'break' | 'addition' | 'nothing'

const LABELS = ['get', '/labels'] as const
const PROJECTS = ['post', '/projects'] as const
export const parameters =
  (...list: object[]): Edit =>
  (b) =>
    operationAt(b, ...LABELS).parameters.push(...(list as never[]))
export const query = (more: object) => parameters({ name: 'q', in: 'query', schema: { type: 'string' }, ...more })
export const responses =
  (more: object): Edit =>
  (b) =>
    Object.assign(operationAt(b, ...LABELS).responses, more)
export const only =
  (more: object): Edit =>
  (b) =>
    Object.assign(operationAt(b, ...LABELS), { responses: more })
export const json = (schema: object) => ({ description: 'x', content: { 'application/json': { schema } } })
export const headers = (schema: object, more: object = {}) =>
  only({ 200: { description: 'x', headers: { 'X-Count': { schema, ...more } } } })
export const body =
  (content: object, more: object = {}): Edit =>
  (b) =>
    Object.assign(operationAt(b, ...PROJECTS), { requestBody: { content, ...more } })
export const form = (
  encoding: object,
  schema: object = { type: 'object', properties: { data: { type: 'object' }, file: {} } },
) => body({ 'multipart/form-data': { schema, encoding } })
export const TEXT = { schema: { type: 'string' } }
const schemes = {
  key: { type: 'apiKey', name: 'x-key', in: 'header' },
  login: { type: 'oauth2', flows: { password: { tokenUrl: 'https://a.test', scopes: {} } } },
}
export const security =
  (list: object[]): Edit =>
  (b) => {
    Object.assign((b.components as never as { securitySchemes: object }).securitySchemes, schemes)
    Object.assign(operationAt(b, ...LABELS), { security: list })
  }
export const servers =
  (list: object[], more: object = {}): Edit =>
  (b) =>
    Object.assign(operationAt(b, ...LABELS), { servers: list, ...more })
export const webhook =
  (schema: object, more: object = {}): Edit =>
  (b) =>
    Object.assign(b, {
      webhooks: {
        done: { post: { requestBody: { content: { 'application/json': { schema } } }, responses: {}, ...more } },
      },
    })
export const callback =
  (url: string): Edit =>
  (b) =>
    Object.assign(operationAt(b, ...PROJECTS), { callbacks: { done: { [url]: { post: { responses: {} } } } } })
export const operation =
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

/** An edit of operations, and what it is. */
export type OperationSibling = readonly [name: string, before: Edit, after: Edit, verdict: Verdict]
