import { describe, tagOf } from './describe.ts'
import { TestsigmaError } from './errors.ts'

/** Deeper nesting is a mistake, and would exhaust the stack. */
const MOST_LEVELS = 100

/** Position of a value in a document. */
export interface Place {
  /** `test_run_cases[0].name` */
  readonly path: string
  /** The objects that contain it, from the outermost to the innermost. */
  readonly holders: readonly unknown[]
}

/** Creates the error for a path and a reason. */
type Refuse = (path: string, reason: string) => TestsigmaError

/** A copy of a value as JSON represents it. Values that JSON would silently drop or change are rejected. */
export function toJson(value: unknown, place: Place, refuse: Refuse): unknown {
  try {
    return copyOf(value, place, refuse)
  } catch (error) {
    // Getters, `toJSON` and proxies may throw anything, with any message.
    throw error instanceof TestsigmaError ? error : refuse(place.path, 'it throws when it is read')
  }
}

function copyOf(value: unknown, { path, holders }: Place, refuse: Refuse): unknown {
  if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return value
  if (typeof value === 'string' && isWellFormed(value)) return value
  if (typeof value !== 'object') throw refuse(path, `got ${describe(value)}`)
  if (holders.includes(value)) throw refuse(path, 'the object contains itself')
  if (holders.length >= MOST_LEVELS) throw refuse(path, `it nests more than ${MOST_LEVELS} levels`)
  const inside = [...holders, value]
  const kind = tagOf(value)
  if (kind === 'Date' && Number.isNaN(Number(value))) throw refuse(path, 'got an invalid Date')
  const { toJSON } = value as { readonly toJSON?: unknown }
  if (typeof toJSON === 'function') return toJson(toJSON.call(value), { path, holders: inside }, refuse)
  if (Array.isArray(value)) {
    const items: unknown[] = []
    // Stops at the first hole, whatever `length` says.
    for (let index = 0; index < value.length; index++) {
      items.push(toJson(value[index], { path: `${path}[${index}]`, holders: inside }, refuse))
    }
    return items
  }
  if (kind !== 'Object') throw refuse(path, `got ${describe(value)}`)
  const copy: Record<string, unknown> = Object.create(null)
  for (const [name, item] of Object.entries(value)) {
    if (!isWellFormed(name)) throw refuse(path, 'a name in it contains a lone surrogate')
    if (item !== undefined) copy[name] = toJson(item, { path: `${path}.${name}`, holders: inside }, refuse)
  }
  return copy
}

/** Whether a string has no lone surrogate: half of a surrogate pair is not a character, and cannot be sent. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}
