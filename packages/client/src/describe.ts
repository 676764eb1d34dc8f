/** What kind of value it is, for error messages. A text is not repeated: it may be a secret. */
export function kindOf(value: unknown): string {
  if (value === null || /^(undefined|number|boolean)$/.test(typeof value)) return String(value)
  const kind =
    typeof value === 'object' ? tagOf(value).replace(/^(Object|Array)$/, (name) => name.toLowerCase()) : typeof value
  return `${/^(a|e|i|o)/i.test(kind) ? 'an' : 'a'} ${kind}`
}

/** The same, with the beginning of a text. */
export function describe(value: unknown): string {
  if (typeof value !== 'string') return kindOf(value)
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
}

/** `Map`, `Date`, `Object`: also for those of another realm. A proxy may refuse to say. */
export function tagOf(value: unknown): string {
  return attempt(() => Object.prototype.toString.call(value).slice('[object '.length, -1)) ?? 'Object'
}

/** What a task gives; `undefined` where it throws, as getters and proxies may. */
export function attempt<T>(task: () => T): T | undefined {
  try {
    return task()
  } catch {
    return undefined
  }
}
