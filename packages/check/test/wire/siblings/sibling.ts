export type Schema = { readonly [keyword: string]: unknown }

/** Whether an edit breaks requests, and responses. */
type Breaks = 'neither' | 'requests' | 'responses' | 'both'

export const OBJECT = { type: 'object' }
export const A = { type: 'object', properties: { kind: { const: 'a' }, a: { type: 'string' } }, required: ['kind'] }
export const B = { type: 'object', properties: { kind: { const: 'b' }, b: { type: 'string' } }, required: ['kind'] }
export const NAME = { name: { type: 'string' } }
export const list = (more: object) => ({ type: 'array', ...more })
export const when = (condition: Schema, yes: Schema, no?: Schema) =>
  Object.fromEntries([['if', condition], ['then', yes], ...(no === undefined ? [] : [['else', no]])]) as Schema

/** An edit of a schema, and what it breaks. */
export type Sibling = readonly [name: string, before: Schema, after: Schema, breaks: Breaks]
