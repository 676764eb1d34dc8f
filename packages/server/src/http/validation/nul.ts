import type { Failure } from '@testsigma-tms/spec/schema'

/**
 * The first text with the character U+0000: PostgreSQL keeps none, so SQLite need not either.
 *
 * @param value no deeper than limits allow; @param names the fields of the value that count; all, if there are none
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
