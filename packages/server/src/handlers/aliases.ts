import { unprocessable } from '../http/errors.ts'

/**
 * The value of a field that has two names. If a client sends back what it has read, one of the two may be outdated, so
 * the one that differs from the stored value is used.
 *
 * @param owner path to the object, empty for the body itself
 * @throws {ApiError} 422 if the two ask for different changes
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
