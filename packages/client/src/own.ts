import { kindOf, tagOf } from './describe.ts'
import { UsageError } from './errors.ts'

/**
 * An object's own fields, without a prototype: what somebody has added to that of all objects is no option and no
 * parameter.
 * @param what it is, for messages
 * @throws {UsageError} for what is no plain object or instance, and where a getter or a proxy throws
 */
export function ownOf<T>(what: string, value: T): T {
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
  return own
}
