import { type DocumentEntry, documentOf, type Entry, entryOf, type GroupEntry } from './entries.ts'
import type { ConsoleBody, ConsoleOperation } from './operation.ts'
import { type Problem, problemsOf } from './problems.ts'
import { type Part, partsOf, plainText, textOfDocument, valueIn } from './values.ts'

/** All inputs of an operation, except base URL and key. */
export interface Form {
  path: Map<string, Entry>
  query: Map<string, Entry>
  /** Undefined for an operation without a body. */
  body: Body | undefined
}

export interface Body {
  mediaType: string
  /** A group for a form, otherwise a document. */
  entry: DocumentEntry | GroupEntry
}

/** A request without its key. */
export interface ConsoleRequest {
  method: string
  url: string
  body?: { mediaType: string; text: string } | { parts: Part[] }
}

/**
 * The inputs of an operation, filled in with the contract's examples, so that the request succeeds with the demo data.
 */
export function formOf({ parameters, bodies }: ConsoleOperation): Form {
  const entriesIn = (place: string) =>
    parameters.flatMap(({ name, in: own, required, schema, examples }): [string, Entry][] =>
      // Optional parameters stay empty: they narrow the response, and some exclude each other.
      own === place ? [[name, entryOf(schema, required ? examples[0] : undefined, presenceOf(required))]] : [],
    )
  const [body] = bodies
  return {
    path: new Map(entriesIn('path')),
    query: new Map(entriesIn('query')),
    body: body && bodyOf(body, body.examples[0]?.name),
  }
}

/** The inputs of a body with a media type, filled in with the named example. */
export function bodyOf({ mediaType, schema, required, examples }: ConsoleBody, exampleName: string | undefined): Body {
  const value = examples.find(({ name }) => name === exampleName)?.value
  const presence = presenceOf(required)
  const entry = isForm(mediaType) ? entryOf(schema, value, presence) : documentOf(schema, value, presence)
  if (entry.kind === 'group' || entry.kind === 'document') return { mediaType, entry }
  throw new Error(`The console sends JSON, and forms whose schema is an object; ${mediaType} is neither`)
}

export function problemsOfForm({ path, query, body }: Form): Problem[] {
  const problemsIn = (place: string, entries: Map<string, Entry>) =>
    [...entries].flatMap(([name, entry]) => problemsOf(entry, [place, name]))
  return [
    ...problemsIn('path', path),
    ...[...path].flatMap(([name, entry]) => (isDots(entry) ? [dotsProblem(name)] : [])),
    ...problemsIn('query', query),
    ...(body ? problemsOf(body.entry, ['body']) : []),
  ]
}

/** Creates the request from the inputs, valid or not. */
export function requestOf({ method, path }: ConsoleOperation, baseUrl: string, form: Form): ConsoleRequest {
  const filled = path.replaceAll(/\{([^{}]+)\}/g, (_, name) => encodeURIComponent(textOf(form.path.get(name)) ?? ''))
  const query = [...form.query].flatMap(([name, entry]): [string, string][] => {
    const text = textOf(entry)
    return text === undefined ? [] : [[name, text]]
  })
  const search = query.length > 0 ? `?${new URLSearchParams(query)}` : ''
  const body = form.body && contentOf(form.body)
  return { method, url: baseUrl.replace(/\/+$/, '') + filled + search, ...(body && { body }) }
}

function contentOf({ mediaType, entry }: Body): ConsoleRequest['body'] {
  if (entry.kind === 'group') return { parts: partsOf(entry) }
  const text = textOfDocument(entry)
  return text === undefined ? undefined : { mediaType, text }
}

function isForm(mediaType: string): boolean {
  return mediaType === 'multipart/form-data'
}

function presenceOf(required: boolean): 'required' | 'optional' {
  return required ? 'required' : 'optional'
}

function textOf(entry: Entry | undefined): string | undefined {
  return entry && plainText(valueIn(entry))
}

/** Browsers resolve dot segments in a path, so the request would go to another operation. */
function isDots(entry: Entry): boolean {
  return ['.', '..'].includes(textOf(entry) ?? '')
}

function dotsProblem(name: string): Problem {
  return { path: ['path', name], message: 'cannot be sent: dots would change the path', isFinal: true }
}
