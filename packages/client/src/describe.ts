/** The type of a value, for error messages. Strings are not quoted, because they may be secrets. */
export function kindOf(value: unknown): string {
  if (value === null || /^(undefined|number|boolean)$/.test(typeof value)) return String(value)
  const kind =
    typeof value === 'object' ? tagOf(value).replace(/^(Object|Array)$/, (name) => name.toLowerCase()) : typeof value
  return `${/^(a|e|i|o)/i.test(kind) ? 'an' : 'a'} ${kind}`
}

/** Like `kindOf`, but quotes the beginning of a string. */
export function describe(value: unknown): string {
  if (typeof value !== 'string') return kindOf(value)
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
}

/** `Map`, `Date`, `Object`, also for objects of other realms. `Object` for a proxy that throws. */
export function tagOf(value: unknown): string {
  return attempt(() => Object.prototype.toString.call(value).slice('[object '.length, -1)) ?? 'Object'
}

/** The result of a task, or `undefined` if it throws, as getters and proxies may. */
export function attempt<T>(task: () => T): T | undefined {
  try {
    return task()
  } catch {
    return undefined
  }
}
