import type { Json } from '@testsigma-tms/spec/contract'

/** A token of printed JSON. */
export interface Token {
  kind: 'name' | 'text' | 'number' | 'word' | 'plain'
  text: string
}

const grammar =
  /(?<name>"(?:[^"\\]|\\.)*")(?=\s*:)|(?<text>"(?:[^"\\]|\\.)*")|(?<number>-?\d[\d.eE+-]*)|(?<word>true|false|null)/g

/** Splits printed JSON into tokens for colouring; joined they give the same text. */
export function tokensOf(json: string): Token[] {
  const tokens: Token[] = []
  let end = 0
  for (const { 0: text, index, groups = {} } of json.matchAll(grammar)) {
    if (index > end) tokens.push({ kind: 'plain', text: json.slice(end, index) })
    const kind = (['name', 'text', 'number', 'word'] as const).find((name) => groups[name] !== undefined) ?? 'plain'
    tokens.push({ kind, text })
    end = index + text.length
  }
  return end < json.length ? [...tokens, { kind: 'plain', text: json.slice(end) }] : tokens
}

/** Parses JSON; undefined if it is invalid. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
