import type { Failure } from '@testsigma-tms/spec/schema'

/**
 * Finds the first string with the character U+0000, which PostgreSQL cannot store; SQLite behaves the same here.
 *
 * @param value not deeper than the limit; @param names the fields to check; all if absent
 */
export function nulFailure(value: unknown, names?: readonly string[], instancePath = ''): Failure | undefined {
  if (typeof value === 'string') {
    if (!value.includes('\u0000')) return undefined
    return {
      keyword: 'nul',
      instancePath,
      params: {},
      parentSchema: {},
      data: value,
      message: 'must not hold the character U+0000',
    }
  }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, part] of Object.entries(value)) {
    if (names && !names.includes(name)) continue
    const failure = nulFailure(part, undefined, `${instancePath}/${name}`)
    if (failure) return failure
  }
  return undefined
}
