import { referencedName, type Schema } from '@testsigma-tms/spec/contract'
import { type ComparedBody, type ComparedOperation, type ComparedResponse, requestLine } from '../terms/operation.ts'
import { joinTerm } from '../terms/term.ts'
import { typeText } from '../terms/type-text.ts'
import { compareNames, type Difference, pairRenamed } from './difference.ts'
import { type Context, compareSchemas, withNewNames } from './schemas.ts'

/** All differences between two versions of an operation, except those of named types. */
export function* compareOperations(
  before: ComparedOperation,
  after: ComparedOperation,
  renamed: ReadonlyMap<string, string>,
): Generator<Difference> {
  const context: Context = { subject: { kind: 'operation', name: before.id }, renamed }
  yield* compareNamesOf(context, before, after)
  yield* compareDeprecation(context, before, after)
  yield* compareParameters(context, before, after)
  yield* compareBodies(context, before, after)
  yield* compareAnswers(context, before, after)
}

function* compareNamesOf(
  { subject }: Context,
  before: ComparedOperation,
  after: ComparedOperation,
): Generator<Difference> {
  const { term } = before
  if (before.id !== after.id) {
    const advice = `Types are found under the new name: \`operations['${after.id}']\`.`
    const what = 'operationId'
    yield {
      kind: 'renamed',
      term: joinTerm(term, 'operationId'),
      subject,
      what,
      before: before.id,
      after: after.id,
      advice,
    }
  }
  if (before.call !== after.call) {
    const advice = `Call \`tms.${after.call}()\` instead of \`tms.${before.call}()\`.`
    const what = 'method of the client'
    yield {
      kind: 'renamed',
      term: joinTerm(term, 'x-sdk'),
      subject,
      what,
      before: before.call,
      after: after.call,
      advice,
    }
  }
  const [was, is] = [before, after].map(({ method, path }) => `${method.toUpperCase()} ${path}`)
  // A renamed path parameter is reported as such; it does not change requests.
  if (requestLine(before) !== requestLine(after)) {
    const advice = `Send \`${is}\`; callers of \`tms.${after.call}()\` need no other path.`
    yield { kind: 'changed', term, subject, what: 'method and path', before: was, after: is, advice }
  }
}

function* compareDeprecation(
  { subject }: Context,
  before: ComparedOperation,
  after: ComparedOperation,
): Generator<Difference> {
  const { term } = before
  const [old, now] = [before.operation, after.operation]
  if (!old.deprecated && now.deprecated) {
    const replacement = now.replacement
    const advice = replacement ? `Use \`${replacement}\` instead.` : undefined
    yield { kind: 'deprecated', term, subject, what: '', after: now.sunset, advice }
  } else if (old.deprecated && now.deprecated && old.sunset !== now.sunset) {
    yield { kind: 'changed', term, subject, what: 'day of its end', before: old.sunset, after: now.sunset }
  } else if (old.deprecated && !now.deprecated) {
    yield { kind: 'changed', term, subject, what: 'deprecation', before: 'deprecated', after: 'stays' }
  }
  const [was, is] = [old, now].map((each) => (each.idempotent ? 'may be repeated' : 'may not be repeated'))
  if (was !== is) yield { kind: 'changed', term, subject, what: 'repetition', before: was, after: is }
}

function* compareParameters(
  context: Context,
  before: ComparedOperation,
  after: ComparedOperation,
): Generator<Difference> {
  const { subject } = context
  const byName = ({ parameters }: ComparedOperation) => {
    return Object.fromEntries(parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]))
  }
  const [old, now] = [byName(before), byName(after)]
  const { gone, come, kept } = compareNames(old, now)
  const renamed = pairRenamed(gone, come, (parameter) => {
    const { name, required, schema, description } = parameter
    return parameter.in === 'path'
      ? `path ${partOf(before, name) ?? partOf(after, name)}`
      : `${parameter.in} ${required} ${typeText(schema)} ${description}`
  })
  for (const [from, to] of renamed) {
    const [was, is] = [old[from]?.name, now[to]?.name]
    const term = old[from]?.term ?? before.term
    const advice = `Write \`${is}\` instead of \`${was}\`.`
    yield { kind: 'renamed', term, subject, what: `parameter \`${was}\``, before: was, after: is, advice }
  }
  for (const { name, term, schema } of gone.values()) {
    const advice = 'Stop sending it; there is no replacement.'
    yield { kind: 'removed', term, subject, what: `parameter \`${name}\``, before: typeText(schema), advice }
  }
  for (const { name, term, schema, required } of come.values()) {
    const text = `${required ? 'required' : 'optional'} ${typeText(schema)}`
    const advice = required ? 'Every call must pass it.' : undefined
    yield { kind: 'added', term, subject, what: `parameter \`${name}\``, after: text, advice }
  }
  for (const key of kept) {
    const [was, is] = [old[key], now[key]]
    if (was === undefined || is === undefined) continue
    const { name, term } = was
    if ((was.required === true) !== (is.required === true)) {
      const advice = is.required ? 'Every call must pass it.' : undefined
      const [old, now] = [was, is].map(({ required }) => (required ? 'required' : 'optional'))
      yield { kind: 'changed', term, subject, what: `parameter \`${name}\``, before: old, after: now, advice }
    }
    yield* compareSchemas(context, joinTerm(term, 'schema'), name, was.schema, is.schema)
  }
}

/** Path parameters are identified by position. */
function partOf({ path }: ComparedOperation, name: string): number | undefined {
  const part = path.split('/').indexOf(`{${name}}`)
  return part === -1 ? undefined : part
}

function* compareBodies(context: Context, before: ComparedOperation, after: ComparedOperation): Generator<Difference> {
  const { subject } = context
  const byType = ({ bodies }: ComparedOperation) => Object.fromEntries(bodies.map((body) => [body.mediaType, body]))
  const { gone, come, kept } = compareNames<ComparedBody>(byType(before), byType(after))
  for (const { mediaType, term } of gone.values()) {
    yield {
      kind: 'removed',
      term,
      subject,
      what: `body as \`${mediaType}\``,
      advice: 'Send the body as another media type.',
    }
  }
  for (const { mediaType, term, schema } of come.values()) {
    yield { kind: 'added', term, subject, what: `body as \`${mediaType}\``, after: typeText(schema) }
  }
  for (const mediaType of kept) {
    const [was, is] = [byType(before)[mediaType], byType(after)[mediaType]]
    if (was && is) yield* compareNamed(context, was.term, 'body', was.schema, is.schema)
    if (was && is && was.required !== is.required) {
      const [old, now] = [was, is].map(({ required }) => (required ? 'required' : 'optional'))
      yield { kind: 'changed', term: was.term, subject, what: 'body', before: old, after: now }
    }
  }
}

function* compareAnswers(context: Context, before: ComparedOperation, after: ComparedOperation): Generator<Difference> {
  const { subject } = context
  const byStatus = ({ responses }: ComparedOperation) =>
    Object.fromEntries(responses.map((response) => [response.status, response]))
  const { gone, come, kept } = compareNames<ComparedResponse>(byStatus(before), byStatus(after))
  for (const { status, term } of gone.values()) {
    yield { kind: 'removed', term, subject, what: `response ${status}`, advice: 'Do not wait for this status.' }
  }
  for (const { status, term } of come.values()) yield { kind: 'added', term, subject, what: `response ${status}` }
  for (const status of kept) {
    const [was, is] = [byStatus(before)[status], byStatus(after)[status]]
    if (was?.schema && is?.schema)
      yield* compareNamed(context, was.schemaTerm, `response ${status}`, was.schema, is.schema)
    else if (was && is && (was.schema === undefined) !== (is.schema === undefined)) {
      const [old, now] = [was, is].map(({ schema }) => (schema ? typeText(schema) : 'nothing'))
      yield { kind: 'changed', term: was.term, subject, what: `response ${status}`, before: old, after: now }
    }
  }
}

/** Compares two schemas of an operation; named schemas are compared elsewhere. */
function* compareNamed(context: Context, term: string, part: string, was: Schema, is: Schema): Generator<Difference> {
  if (referencedName(was) === undefined && referencedName(is) === undefined) {
    for (const difference of compareSchemas(context, term, '', was, is)) {
      yield { ...difference, what: `${difference.what} in the ${part}` }
    }
  } else if (withNewNames(typeText(was), context.renamed) !== typeText(is)) {
    const [before, after] = [typeText(was), typeText(is)]
    yield { kind: 'changed', term, subject: context.subject, what: `type of the ${part}`, before, after }
  }
}
