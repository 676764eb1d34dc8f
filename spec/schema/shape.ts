/** Describes a value without quoting it: it may be personal data or a key. */
export function shapeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value))
    return value.length === 0 ? 'an empty array' : `an array of ${counted(value.length, 'item')}`
  if (typeof value === 'string') return shapeOfString(value)
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a number with a fraction'
  if (typeof value === 'boolean') return 'true or false'
  return typeof value === 'object' ? 'an object' : 'nothing'
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'an empty string'],
  [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'a UUID'],
  [/^-?\d+$/, 'a string of digits'],
  [/^\d{4}-\d\d-\d\d([T ][\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/, 'a string with a date'],
  [/^https?:\/\/\S+$/, 'a URL'],
]

function shapeOfString(text: string): string {
  const [, kind] = KINDS.find(([pattern]) => pattern.test(text)) ?? []
  return kind ?? `a string of ${counted([...text].length, 'character')}`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Lower case, capitals or camel case, with a number at the end. */
const WORD = /^([a-z]+|[A-Z]+|[A-Z]?[a-z]+([A-Z][a-z]+)*[A-Z]{0,3})?\d{0,3}$/

/** The name of a field, or `*` if it does not look like an identifier: keys of maps may be names, numbers or secrets. */
export function nameOfField(name: string): string {
  const isShort = name.length <= 60 && (name.match(/\d/g) ?? []).length <= 3
  return isShort && /^[a-z_$]/i.test(name) && name.split(/[_$-]/).every((word) => WORD.test(word)) ? name : '*'
}

/** The name of a header in lower case, or `x-*`. */
export function nameOfHeader(name: string): string {
  return nameOfField(name) === '*' ? 'x-*' : name
}

/** A JSON pointer without names that may be personal data. */
export function safePointer(pointer: string): string {
  return pointer
    .split('/')
    .map((token) => (token === '' || /^(0|[1-9]\d{0,6})$/.test(token) ? token : nameOfField(token)))
    .join('/')
}
