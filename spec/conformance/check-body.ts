import type { Json, MediaTypes, Pointer } from '../contract/index.ts'
import { parseJson } from '../schema/index.ts'
import type { Problem } from './problem.ts'
import type { SchemaChecker } from './schema-checker.ts'

/** A body, and the headers that describe it. */
export interface Message {
  readonly body: Uint8Array | undefined
  readonly headers: Headers
  /** Whether there was a body that the recording lacks, so that it cannot be compared. */
  readonly isUnrecorded?: boolean
}

/** The media type of a message, without its parameters; empty if it has none. */
export function mediaTypeOf({ headers }: Message): string {
  return (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

/** Validates a body against the schema of its media type; `declaredAt` points to the media types in the contract. */
export async function checkBody(
  schemas: SchemaChecker,
  message: Message,
  content: MediaTypes,
  declaredAt: Pointer,
): Promise<Problem[]> {
  const declared = [...content.keys()]
  const isEmpty = message.body === undefined || message.body.length === 0
  const problem = (expected: string, got: string): Problem[] => [{ at: '', declaredAt, rule: got, expected, got }]
  if (declared.length === 0) return isEmpty ? [] : problem('no body', 'a body')
  if (isEmpty) return problem(`a body of the type ${declared.join(' or ')}`, 'no body')

  const type = mediaTypeOf(message)
  const media = content.get(type)
  if (media === undefined) {
    return problem(`the content type ${declared.join(' or ')}`, nameOfType(type))
  }
  const value = await readBody(message, type)
  return value === undefined
    ? problem(`a body that can be read as ${type}`, 'one that cannot')
    : schemas.problems(media.schemaPointer, value)
}

/** Media types come from the API, but one that does not look like one may be anything. */
function nameOfType(type: string): string {
  if (type === '') return 'no content type'
  return /^[a-z]+\/[a-z]+\d{0,2}([.+-][a-z]+\d{0,2}){0,5}$/.test(type) && type.length <= 80
    ? type
    : 'another content type'
}

/** Parses a body according to its media type; `undefined` if that fails. */
export async function readBody(message: Message, type: string): Promise<Json | undefined> {
  if (type === 'multipart/form-data') return readForm(message)
  const text = new TextDecoder().decode(message.body)
  return /[/+]json$/.test(type) ? parseJson(text) : text
}

/** The parts of a form by name; a file is represented by a string with its size. */
async function readForm({ body, headers }: Message): Promise<Json | undefined> {
  const response = new Response(new Uint8Array(body ?? []), {
    headers: { 'content-type': headers.get('content-type') ?? '' },
  })
  const form = await response.formData().catch(() => undefined)
  if (form === undefined) return undefined
  const parts = Array.from(form, ([name, part]): [string, Json] => [
    name,
    typeof part === 'string' ? part : `(${part.size} bytes)`,
  ])
  return Object.fromEntries(parts)
}
