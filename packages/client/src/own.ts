import { UsageError } from './errors.ts'

/**
 * An object's own fields, without a prototype: what somebody has added to that of all objects is no option and no
 * parameter. Other values stay as they are.
 * @throws {UsageError} for a getter that throws
 */
export function ownOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const own = Object.create(null)
  for (const name of Object.keys(value)) {
    try {
      own[name] = value[name as keyof T]
    } catch {
      throw new UsageError(`"${name}" cannot be read: its getter throws.`, { attempts: 0 })
    }
  }
  return own
}
