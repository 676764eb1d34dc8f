import type { Failure } from '@testsigma-tms/spec/schema'

/**
 * Finds the first string that cannot be stored as it is: PostgreSQL rejects the character U+0000, and UTF-8 has no halves
 * of surrogate pairs.
 *
 * @param value not deeper than the limit; @param names the fields to check; all if absent
 */
export function textFailure(value: unknown, names?: readonly string[], instancePath = ''): Failure | undefined {
  if (typeof value === 'string') {
    const message = problemOf(value)
    return message === undefined
      ? undefined
      : { keyword: 'text', instancePath, params: {}, parentSchema: {}, data: value, message }
  }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, part] of Object.entries(value)) {
    if (names && !names.includes(name)) continue
    const failure = textFailure(part, undefined, `${instancePath}/${name}`)
    if (failure) return failure
  }
  return undefined
}

function problemOf(text: string): string | undefined {
  if (text.includes('\u0000')) return 'must not contain the character U+0000'
  return text.isWellFormed() ? undefined : 'must be valid Unicode, without halves of surrogate pairs'
}
