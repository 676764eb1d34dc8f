import { isDeepStrictEqual } from 'node:util'
import { contract, type OperationId } from '../http/contract.ts'
import { shorten } from '../http/shorten.ts'
import { refuse } from './references.ts'

type Fields = Record<string, unknown>

/** The read-only fields of a body, and those of list entries by the name of the list. */
interface ReadOnly {
  own: string[]
  inLists: Map<string, string[]>
}

const known = new Map<OperationId, ReadOnly>()

/**
 * Removes fields that are `readOnly` in the contract, so that a client can send back a whole entity that it has read.
 *
 * @param readViews returns the entity as the profile shows it now, in each of its representations
 * @throws {ApiError} 422 for a field that differs from what is stored
 */
export async function dropReadOnly<Body extends object>(
  operation: OperationId,
  body: Body,
  readViews: () => object[] | Promise<object[]>,
): Promise<Body> {
  const { own, inLists } = readOnlyFields(operation)
  const kept: Fields = Object.fromEntries(Object.entries(body))
  const lists = [...inLists].filter(([name]) => Array.isArray(kept[name]))
  // Most bodies contain none.
  if (lists.length === 0 && !own.some((name) => Object.hasOwn(kept, name))) return body
  const views = (await readViews()) as Fields[]
  const failures = dropEqual(kept, own, views, '')
  for (const [name, fields] of lists) {
    const stored = Map.groupBy(
      views.flatMap((view) => entriesOf(view[name])),
      ({ id }) => id,
    )
    kept[name] = entriesOf(kept[name]).map((entry, index) => {
      const copy = { ...entry }
      failures.push(...dropEqual(copy, fields, stored.get(entry.id) ?? [], `${name}.${index}.`))
      return copy
    })
  }
  refuse(failures)
  return kept as Body
}

function dropEqual(body: Fields, names: readonly string[], views: readonly Fields[], path: string): string[] {
  return names.flatMap((name) => {
    if (!Object.hasOwn(body, name)) return []
    const value = body[name]
    delete body[name]
    const stored = views.filter((view) => Object.hasOwn(view, name)).map((view) => view[name])
    if (stored.some((other) => isDeepStrictEqual(withoutEmpty(plain(other)), withoutEmpty(value)))) return []
    const expected = stored.length > 0 ? `${shorten(JSON.stringify(stored[0]))}, as it is stored, or absent` : 'absent'
    return [`${path}${name}: only the server sets it; must be ${expected}, got ${shorten(JSON.stringify(value))}`]
  })
}

function readOnlyFields(operation: OperationId): ReadOnly {
  const found = known.get(operation) ?? findReadOnly(operation)
  known.set(operation, found)
  return found
}

function findReadOnly(operation: OperationId): ReadOnly {
  const media = contract.operation(operation).requestBody?.content.get('application/json')
  const fields = media ? contract.fields(media.schemaPointer) : []
  const isReadOnly = ({ schema }: (typeof fields)[number]) =>
    schema.readOnly === true || contract.follow(schema).readOnly === true
  const inLists = fields.flatMap((field) => {
    const items = isReadOnly(field) ? undefined : contract.keyword(field.pointer, 'items')
    const names = items
      ? contract
          .fields(items)
          .filter(isReadOnly)
          .map(({ name }) => name)
      : []
    return names.length > 0 ? [[field.name, names] as const] : []
  })
  return { own: fields.filter(isReadOnly).map(({ name }) => name), inLists: new Map(inLists) }
}

function entriesOf(list: unknown): Fields[] {
  return Array.isArray(list) ? list.filter((entry) => typeof entry === 'object' && entry !== null) : []
}

/** The value after a JSON round trip, which drops undefined fields. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

/** An empty text and `null` both mean that there is none. */
function withoutEmpty(value: unknown): unknown {
  return value === '' ? null : value
}
