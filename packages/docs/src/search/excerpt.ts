/** A part of a text, and whether it matches. */
export interface Excerpt {
  text: string
  isMatch: boolean
}

const excerptLength = 150

/** The text around the first match, in parts. */
export function excerptOf(text: string, words: string[]): Excerpt[] {
  const match = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${words.map((word) => escaped(word.replace('~', ''))).join('|')})[\\p{L}\\p{N}]*`,
    'giu',
  )
  const first = words.length > 0 ? (text.search(match) ?? 0) : 0
  const begin = first < excerptLength * 0.6 ? 0 : text.lastIndexOf(' ', first - 40) + 1
  const end = begin + excerptLength < text.length ? text.lastIndexOf(' ', begin + excerptLength) : text.length
  const part = `${begin > 0 ? '… ' : ''}${text.slice(begin, Math.max(end, begin))}${end < text.length ? ' …' : ''}`
  const pieces: Excerpt[] = []
  let at = 0
  for (const { 0: found, index } of words.length > 0 ? part.matchAll(match) : []) {
    if (index > at) pieces.push({ text: part.slice(at, index), isMatch: false })
    pieces.push({ text: found, isMatch: true })
    at = index + found.length
  }
  return at < part.length ? [...pieces, { text: part.slice(at), isMatch: false }] : pieces
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
