import type { Json } from '@testsigma-tms/spec/contract'
import type { Entry } from './entries.ts'
import type { Path, Problem } from './problems.ts'
import type { Form } from './request.ts'
import { valueIn } from './values.ts'

/** An input that a refusal may refer to. */
export interface Sent {
  path: Path
  value: Json | undefined
}

/** All scalar values of a request. */
export function sentValues({ path, query, body }: Form): Sent[] {
  const valuesIn = (place: string, entries: Map<string, Entry>) =>
    [...entries].flatMap(([name, entry]) => leavesOf(entry, [place, name]))
  return [...valuesIn('path', path), ...valuesIn('query', query), ...(body ? leavesOf(body.entry, ['body']) : [])]
}

/** The most specific message in a response with the contract's `Error` schema. */
export function messageOf(response: Json | undefined): string {
  const message = textAt(response, 'message')
  const details = textAt(objectAt(response, 'errors'), 'details') ?? textAt(objectAt(response, 'errors'), 'message')
  return details ?? message ?? ''
}

/**
 * Finds the inputs that a refusal refers to: by their name at the beginning of a sentence (`user_id: required; …`), or
 * by the value that was not found (`user not found with ID: …`).
 *
 * @param exists whether there is an input at a path
 */
export function problemsIn(response: Json | undefined, exists: (path: Path) => boolean, sent: Sent[]): Problem[] {
  const message = messageOf(response)
  const named = message.split('; ').flatMap((sentence): Problem[] => {
    const [, field = '', text = ''] = /^([^\s:]+): (.+)$/s.exec(sentence) ?? []
    const path = placesOf(field).find(exists)
    return path ? [{ path, message: text }] : []
  })
  if (named.length > 0) return named
  const [, id] = /with ID: (\S+)$/.exec(message) ?? []
  return sent.filter(({ value }) => id !== undefined && value === id).map(({ path }) => ({ path, message }))
}

function leavesOf(entry: Entry, path: Path): Sent[] {
  if (entry.kind === 'document' && entry.raw === undefined && entry.content) return leavesOf(entry.content, path)
  if (entry.kind === 'list') return entry.items.flatMap((item, index) => leavesOf(item, [...path, index]))
  if (entry.kind === 'group') return [...entry.fields].flatMap(([name, field]) => leavesOf(field, [...path, name]))
  return [{ path, value: valueIn(entry) }]
}

/** `steps.0.order` may be in the body or elsewhere; `body` is the whole body. */
function placesOf(field: string): Path[] {
  if (field === '') return []
  if (field === 'body') return [['body']]
  const steps = field.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))
  return ['body', 'query', 'path'].map((place) => [place, ...steps])
}

function objectAt(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined
}

function textAt(value: Json | undefined, name: string): string | undefined {
  const text = objectAt(value, name)
  return typeof text === 'string' && text !== '' ? text : undefined
}
