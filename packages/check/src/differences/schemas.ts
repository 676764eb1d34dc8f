import type { Schema } from '@testsigma-tms/spec/contract'
import { joinTerm, type Term } from '../terms/term.ts'
import { literal, typeText } from '../terms/type-text.ts'
import { compareNames, type Difference, pairRenamed, type Subject } from './difference.ts'

/** The owner of a schema, and how its types were renamed. */
export interface Context {
  readonly subject: Subject
  /** Released type names, with the current ones. */
  readonly renamed: ReadonlyMap<string, string>
}

/** Location in a schema: "field `steps[].title`", or empty for the schema as a whole. */
type Path = string

const CONSTRAINTS: readonly (keyof Schema)[] = [
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'additionalProperties',
  'default',
  'readOnly',
  'writeOnly',
  'deprecated',
]

/** All differences between two versions of a schema, including nested fields. */
export function* compareSchemas(
  context: Context,
  term: Term,
  path: Path,
  before: Schema,
  after: Schema,
): Generator<Difference> {
  const { subject, renamed } = context
  if (before.enum && after.enum) {
    yield* compareEnums(context, term, path, before.enum, after.enum)
  } else if (isShape(before) && isShape(after) && nullable(before) === nullable(after)) {
    yield* compareFields(context, term, path, before, after)
  } else if (before.items && after.items && nullable(before) === nullable(after)) {
    yield* compareSchemas(context, joinTerm(term, 'items'), `${path}[]`, before.items, after.items)
  } else if (withNewNames(typeText(before), renamed) !== typeText(after)) {
    yield {
      kind: 'changed',
      term,
      subject,
      what: `type${of(path)}`,
      before: typeText(before),
      after: typeText(after),
      advice: 'Change the code that reads or sets it to the new type.',
    }
  }
  for (const keyword of CONSTRAINTS) {
    const [old, now] = [before[keyword], after[keyword]].map((value) => value !== undefined && literal(value))
    if (old === now) continue
    const [was, is] = [old || undefined, now || undefined]
    const advice = 'Send and expect only values that satisfy it.'
    yield { kind: 'changed', term, subject, what: `\`${keyword}\`${of(path)}`, before: was, after: is, advice }
  }
}

function* compareFields(context: Context, term: Term, path: Path, before: Schema, after: Schema) {
  const { subject } = context
  const { gone, come, kept } = compareNames(before.properties ?? {}, after.properties ?? {})
  const isRequired = (schema: Schema, name: string) => schema.required?.includes(name) === true
  const termOf = (name: string) => joinTerm(term, 'properties', name)
  for (const [from, to] of pairRenamed(gone, come, likenessOf)) {
    const advice = `Write \`${to}\` instead of \`${from}\`.`
    yield { ...field('renamed', subject, termOf(from), join(path, from)), before: from, after: to, advice }
  }
  for (const [name, schema] of gone) {
    const advice = 'Stop using it; there is no replacement.'
    yield { ...field('removed', subject, termOf(name), join(path, name)), before: typeText(schema), advice }
  }
  for (const [name, schema] of come) {
    const required = isRequired(after, name)
    const advice = required ? 'Code that builds such an object must set it.' : undefined
    const text = `${required ? 'required' : 'optional'} ${typeText(schema)}`
    yield { ...field('added', subject, termOf(name), join(path, name)), after: text, advice }
  }
  for (const name of kept) {
    const [was, is] = [before, after].map((schema) => (isRequired(schema, name) ? 'required' : 'optional'))
    if (was !== is) {
      const advice =
        is === 'optional' ? 'Code that reads it must handle a missing value.' : 'Code that builds it must set it.'
      yield { ...field('changed', subject, termOf(name), join(path, name)), before: was, after: is, advice }
    }
    const [old, now] = [before.properties?.[name], after.properties?.[name]]
    if (old && now) yield* compareSchemas(context, termOf(name), join(path, name), old, now)
  }
}

function* compareEnums(
  { subject }: Context,
  term: Term,
  path: Path,
  before: readonly unknown[],
  after: readonly unknown[],
): Generator<Difference> {
  for (const value of after.filter((each) => !before.includes(each))) {
    const advice = 'A switch over its values needs a case for it.'
    yield { kind: 'added', term, subject, what: `value \`${literal(value)}\`${of(path)}`, advice }
  }
  for (const value of before.filter((each) => !after.includes(each))) {
    const advice = 'Code that compares with it or sends it must be removed.'
    yield { kind: 'removed', term, subject, what: `value \`${literal(value)}\`${of(path)}`, advice }
  }
}

/** The schema without descriptions, examples and extensions, for comparison. */
export function likenessOf(schema: Schema): string {
  return JSON.stringify(schema, (key, value) => {
    return /^(description|examples?|x-.*)$/.test(key) ? undefined : value
  })
}

/** A type's text with current names instead of the released ones. */
export function withNewNames(text: string, renamed: ReadonlyMap<string, string>): string {
  return text.replaceAll(/'[^']*'|[A-Za-z_$][\w$]*/g, (word) => renamed.get(word) ?? word)
}

function field(kind: Difference['kind'], subject: Subject, term: Term, path: Path) {
  return { kind, subject, term, what: `field \`${path}\`` }
}

function isShape({ properties }: Schema): boolean {
  return properties !== undefined
}

function nullable({ type }: Schema): boolean {
  return Array.isArray(type) && type.includes('null')
}

function join(path: Path, name: string): Path {
  return path === '' ? name : `${path}.${name}`
}

function of(path: Path): string {
  return path === '' ? '' : ` of \`${path}\``
}
