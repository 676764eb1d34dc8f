import { escapeToken, type Header, isObject, type JsonObject, type MediaTypes } from '@testsigma-tms/spec/contract'
import { asTerm, joinTerm, type Term } from '../terms/term.ts'
import type { Add } from './change.ts'
import { stable } from './schema/canonical.ts'
import type { SchemaComparison } from './schema/compare-schemas.ts'
import type { Direction } from './schema/direction.ts'
import type { Located } from './schema/source.ts'
import { compareSchemas } from './schemas.ts'
import { withoutWords } from './without-words.ts'
import { shown } from './words.ts'

interface Contents {
  /** A body, a response, or a parameter with `content`. */
  readonly was: { readonly content?: MediaTypes | undefined } | Header
  readonly is: { readonly content?: MediaTypes | undefined } | Header
  readonly direction: Direction
  readonly operation: string
  /** The part of the operation, such as `response 200`. */
  readonly part: string
  readonly term: Term
}

/** Compares bodies by media type. */
export function compareContent(comparison: SchemaComparison, contents: Contents, add: Add): void {
  const { operation, part, term } = contents
  const [before, after] = [typesOf(contents.was), typesOf(contents.is)]
  const about = (type: string) => ({ term: joinTerm(term, type), subject: operation, subjects: [operation] })
  const compare = (pointer: string, now: string, name: string) => {
    const media = { was: comparison.released.at(pointer), is: comparison.current.at(now) }
    compareMedia(comparison, media, { ...contents, part: name }, add)
  }
  for (const [type, pointer] of before) {
    const now = after.get(type) ?? (contents.direction === 'request' ? rangeFor(after, type) : undefined)
    if (now !== undefined) compare(pointer, now, before.size > 1 ? `${part} as \`${type}\`` : part)
    else {
      const what = `the media type \`${type}\` of the ${part} was removed`
      add({ ...about(type), impact: 'breaking', rule: 'media-type-removed', what })
    }
  }
  for (const [type, now] of after) {
    if (before.has(type)) continue
    const what = `the media type \`${type}\` of the ${part} was added`
    add({ ...about(type), impact: 'addition', rule: 'media-type-added', what })
    // It is no longer what the range says that it was in.
    const pointer = rangeFor(before, type)
    if (pointer !== undefined) compare(pointer, now, `${part} as \`${type}\``)
  }
}

/** What there is for a media type that is not listed: the type without parameters, or a range such as `text/*`. */
function rangeFor(types: ReadonlyMap<string, string>, type: string): string | undefined {
  const [plain = type] = type.split(';')
  const ranges = [plain, `${plain.split('/')[0]}/*`, '*/*'].filter((range) => range !== type)
  return ranges.map((range) => types.get(range)).find((pointer) => pointer !== undefined)
}

/** Normalised media types (order and case of parameters), with their pointers. */
function typesOf(holder: Contents['was']): Map<string, string> {
  if ('schemaPointer' in holder) {
    const content = holder.definition.content ?? {}
    return new Map(Object.keys(content).map((type) => [normal(type), `${holder.pointer}/content/${escapeToken(type)}`]))
  }
  return new Map(Array.from(holder.content ?? [], ([type, { pointer }]) => [normal(type), pointer]))
}

function normal(type: string): string {
  const [name = '', ...parameters] = type
    .toLowerCase()
    .split(';')
    .map((part) => part.trim().replaceAll('"', ''))
  return [name, ...parameters.sort()].join(';')
}

function compareMedia(
  comparison: SchemaComparison,
  media: { was: Located; is: Located },
  contents: Contents,
  add: Add,
): void {
  const { direction, operation, part } = contents
  const [was, is] = [schemaIn(media.was), schemaIn(media.is)]
  compareSchemas(comparison, { was, is, direction, operation, part }, add)
  compareEncodings(media, contents, add)
}

function schemaIn({ source, pointer, schema }: Located): Located {
  const media = isObject(schema) ? schema : {}
  return { source, pointer: `${pointer}/schema`, schema: media.schema ?? {} }
}

/** Compares how form parts are encoded; explicit defaults are not a difference. */
function compareEncodings(media: { was: Located; is: Located }, contents: Contents, add: Add) {
  const { operation, part } = contents
  const [before, after] = [encodingsIn(media.was), encodingsIn(media.is)]
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [written(media.was, name, before[name]), written(media.is, name, after[name])]
    for (const field of new Set([...Object.keys(was), ...Object.keys(is)])) {
      const [old, now] = [was[field], is[field]]
      if (stable(old as never) === stable(now as never)) continue
      const term = joinTerm(asTerm(media.was.pointer), 'encoding', name, field)
      const what = `\`${field}\` of the part \`${name}\` in the ${part} changed from ${shown(old)} to ${shown(now)}`
      add({ term, impact: 'breaking', rule: 'encoding', subject: operation, what, subjects: [operation] })
    }
  }
}

function encodingsIn({ schema }: Located): Readonly<Record<string, JsonObject>> {
  return isObject(schema) && isObject(schema.encoding) ? (schema.encoding as Record<string, JsonObject>) : {}
}

/** An encoding with its defaults, without descriptions. */
function written(media: Located, name: string, encoding: JsonObject = {}): Record<string, unknown> {
  const { contentType, style, explode, allowReserved, headers } = encoding
  const isStyled = style !== undefined || explode !== undefined || allowReserved !== undefined
  return {
    ...(contentType !== undefined && contentType !== defaultType(media, name) && { contentType }),
    ...(isStyled && {
      style: style ?? 'form',
      explode: explode ?? (style ?? 'form') === 'form',
      allowReserved: allowReserved ?? false,
    }),
    ...(isObject(headers) && Object.keys(headers).length > 0 && { headers: withoutWords(media.source, headers) }),
  }
}

/** The default content type of a part. */
function defaultType(media: Located, name: string): string {
  const found = propertyOf(schemaIn(media), name)
  const { type, format, contentEncoding, contentMediaType, items } = found
  if (typeof contentMediaType === 'string') return contentMediaType
  const [first] = [type].flat().filter((each) => each !== 'null')
  if (first === 'object') return 'application/json'
  if (first === 'array' && isObject(items))
    return isObject(items) && items.type === 'object' ? 'application/json' : 'text/plain'
  return first === undefined || contentEncoding !== undefined || format === 'binary'
    ? 'application/octet-stream'
    : 'text/plain'
}

function propertyOf({ source, schema }: Located, name: string): JsonObject {
  const followed = follow(source, schema)
  const property = isObject(followed.properties) ? followed.properties[name] : undefined
  return follow(source, property)
}

function follow(source: Located['source'], schema: unknown): JsonObject {
  if (!isObject(schema)) return {}
  return typeof schema.$ref === 'string' ? { ...follow(source, source.target(schema.$ref).schema), ...schema } : schema
}
