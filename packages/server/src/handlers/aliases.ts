import { unprocessable } from '../http/errors.ts'

/**
 * The value of a field that has two names. Sent back as it was read, one of them may be old: the one that differs from
 * what is stored counts.
 *
 * @param owner the path to the object, empty for the body itself
 * @throws {ApiError} 422 if they ask for different changes
 */
export function oneOf(
  owner: string,
  names: Record<string, string | undefined>,
  stored: string | undefined,
): string | undefined {
  const given = Object.entries(names).filter(([, value]) => value !== undefined)
  const [change, other] = given.filter(([, value]) => value !== stored)
  if (change && other && change[1] !== other[1]) {
    const path = owner && `${owner}.`
    throw unprocessable(`${path}${other[0]}: must be like ${change[0]}, which is another name of the same field`)
  }
  return change?.[1] ?? given[0]?.[1]
}
