/** Deeper values are a mistake, and would exhaust the stack. */
const MOST_LEVELS = 100

/** Where a value is in a document. */
export interface Place {
  /** `test_run_cases[0].name` */
  readonly path: string
  /** What it lies in, from the outside. */
  readonly holders: readonly unknown[]
}

/** Makes the error for a place and a reason. */
type Refuse = (path: string, reason: string) => Error

/** A copy of a value as JSON writes it. What JSON would drop or change without a word is refused. */
export function toJson(value: unknown, place: Place, refuse: Refuse): unknown {
  const { path, holders } = place
  const got = () => refuse(path, `got ${describe(value)}`)
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && isWellFormed(value))
    return value
  if (typeof value !== 'object') throw got()
  if (holders.includes(value)) throw refuse(path, 'the object contains itself')
  if (holders.length >= MOST_LEVELS) throw refuse(path, `it nests more than ${MOST_LEVELS} levels`)
  // Getters, toJSON and proxies may throw anything, and may say anything.
  const attempt = <T>(read: () => T): T => {
    try {
      return read()
    } catch {
      throw refuse(path, 'it throws when it is read')
    }
  }
  const inside = [...holders, value]
  const kind = tagOf(value)
  const write = attempt(() => (value as { readonly toJSON?: unknown }).toJSON)
  if (kind === 'Date' && Number.isNaN(Number(value))) throw refuse(path, 'got an invalid Date')
  if (typeof write === 'function') {
    const written = attempt(() => write.call(value))
    return toJson(written, { path, holders: inside }, refuse)
  }
  if (Array.isArray(value)) {
    const items: unknown[] = attempt(() => Array.from(value))
    return items.map((item, index) => toJson(item, { path: `${path}[${index}]`, holders: inside }, refuse))
  }
  if (kind !== 'Object') throw got()
  const copy: Record<string, unknown> = Object.create(null)
  for (const [name, item] of attempt(() => Object.entries(value))) {
    if (!isWellFormed(name)) throw refuse(path, 'a name in it does not consist of whole characters')
    if (item !== undefined) copy[name] = toJson(item, { path: `${path}.${name}`, holders: inside }, refuse)
  }
  return copy
}

/** Half a pair of code units is no character, and cannot be sent. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

/** A value in an error message: short, and without what an object may hold. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (typeof value === 'function') return 'a function'
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? `${value}n` : String(value)
  const kind = tagOf(value)
  if (kind === 'Object' || kind === 'Array') return `an ${kind.toLowerCase()}`
  return `${/^(A|E|I|O)/.test(kind) ? 'an' : 'a'} ${kind}`
}

/** `Map`, `Date`, `Object`: also for those of another realm. */
function tagOf(value: object): string {
  try {
    return Object.prototype.toString.call(value).slice('[object '.length, -1)
  } catch {
    // A proxy may refuse to say.
    return 'Object'
  }
}
