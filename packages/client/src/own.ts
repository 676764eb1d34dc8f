import { kindOf, tagOf } from './describe.ts'
import { UsageError } from './errors.ts'

/**
 * The own fields of an object, without a prototype: additions to `Object.prototype` are not options or parameters.
 * @param what names the object in messages
 * @param known the only names that may be set; default: any
 * @throws {UsageError} for anything but a plain object or an instance of a class, for an unknown name, and if a getter
 * or a proxy throws
 */
export function ownOf<T>(what: string, value: T, known?: readonly string[]): T {
  if (tagOf(value) !== 'Object') throw new UsageError(`${what} must be an object, got ${kindOf(value)}.`)
  const own = Object.create(null)
  let reading = 'it'
  try {
    for (const name of Object.keys(value as object)) {
      reading = `"${name}"`
      own[name] = value[name as keyof T]
    }
  } catch {
    throw new UsageError(`${what}: ${reading} cannot be read: it throws.`)
  }
  for (const name of known ? Object.keys(own) : []) {
    if (own[name] === undefined || known?.includes(name)) continue
    const alike = known?.filter((option) => option.slice(0, 2) === name.slice(0, 2))
    // A longer name is no option with a mistake in it; it may be the key.
    const quoted = name.length > 20 ? 'that name' : `"${name}"`
    throw new UsageError(`${what} must not contain ${quoted}. Did you mean ${alike?.join(', ') || known}?`)
  }
  return own
}
