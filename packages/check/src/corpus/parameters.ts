import {
  type Bundle,
  joinTerm,
  type Operation,
  referencedName,
  resolve,
  type Schema,
  type Term,
} from '../contract/contract.ts'
import { typeText } from '../contract/type-text.ts'

/** One of the flat parameters that a method of the client takes. */
export interface MethodParameter {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly term: Term
}

/** The parameters of an operation's method: those of path and query, and the fields of the body. */
export function parametersOf(bundle: Bundle, operation: Operation): MethodParameter[] {
  const parameters = operation.parameters
    .filter((parameter) => parameter.in === 'path' || parameter.in === 'query')
    .map(({ name, schema, required, term }) => ({ name, type: typeText(schema), required: required === true, term }))
  const byName = new Map([...bodyFields(bundle, operation), ...parameters].map((field) => [field.name, field]))
  return [...byName.values()]
}

/** As in the client: where there is a form, its JSON part and its files; otherwise the JSON document. */
function bodyFields(bundle: Bundle, { bodies }: Operation): MethodParameter[] {
  const form = bodies.find(({ mediaType }) => mediaType === 'multipart/form-data')
  const body = form ?? bodies.find(({ mediaType }) => mediaType === 'application/json')
  if (body === undefined) return []
  const schema = resolve<Schema>(bundle, body.schema)
  const term = namedTerm(body.schema) ?? body.term
  if (form === undefined) return fieldsOf(schema, term)
  const json = Object.values(schema.properties ?? {}).find(({ contentSchema }) => contentSchema)?.contentSchema
  const files = fieldsOf(schema, term).filter(({ type }) => type === 'Blob')
  return json ? [...fieldsOf(resolve<Schema>(bundle, json), namedTerm(json) ?? term), ...files] : files
}

/** Marks code that has a body's type in it, which is tried on its own. */
export function unlessBody({ bodies }: Operation): { unless?: Term } {
  const [unless] = bodies.flatMap(({ schema }) => namedTerm(schema) ?? [])
  return unless === undefined ? {} : { unless }
}

function fieldsOf({ properties = {}, required = [] }: Schema, term: Term): MethodParameter[] {
  return Object.entries(properties).map(([name, field]) => ({
    name,
    type: typeText(field),
    required: required.includes(name),
    term: joinTerm(term, 'properties', name),
  }))
}

function namedTerm(schema: Schema): Term | undefined {
  const name = referencedName(schema)
  return name === undefined ? undefined : joinTerm('/components/schemas', name)
}
