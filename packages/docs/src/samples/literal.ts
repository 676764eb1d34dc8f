import type { Json } from '@testsigma-tms/spec/contract'

/** How a language writes values that differ from JSON. */
export interface Spelling {
  words: { null: string; true: string; false: string }
  key: (name: string) => string
  /** @default JSON syntax, whose escapes are also valid in JavaScript and Python */
  text?: (text: string) => string
  /** Indentation of nested values. @default four spaces */
  indent?: string
}

/** Writes a value as a literal on several lines, with nested values indented. */
export function literal(value: Json, spelling: Spelling, margin = ''): string {
  if (value === null) return spelling.words.null
  if (typeof value === 'boolean') return spelling.words[`${value}`]
  if (typeof value === 'string' && spelling.text) return spelling.text(value)
  if (typeof value !== 'object') return JSON.stringify(value)
  const inner = margin + (spelling.indent ?? '    ')
  if (Array.isArray(value)) {
    return block(
      '[]',
      value.map((item) => inner + literal(item, spelling, inner)),
      margin,
    )
  }
  return block(
    '{}',
    Object.entries(value).map(([name, item]) => `${inner}${spelling.key(name)}: ${literal(item, spelling, inner)}`),
    margin,
  )
}

/** A single-quoted string that is valid in JavaScript and in Python. */
export function singleQuoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

function block(brackets: '[]' | '{}', lines: string[], margin: string): string {
  if (lines.length === 0) return brackets
  return `${brackets[0]}\n${lines.join(',\n')}\n${margin}${brackets[1]}`
}
