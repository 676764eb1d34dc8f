import { otherTools, tradeWords } from './trade-words.ts'
import { stemOf, stopWords, wordsOf } from './words.ts'

/** A concept of the query: a word, or several that belong together. */
export interface Idea {
  typed: string[]
  means: string[]
  /** Weight of a match by meaning, relative to a match as typed. */
  weight: number
  /** Whether the last word may be incomplete. */
  isBegun: boolean
}

/** Weight of a synonym relative to the word itself; a phrase of several words is rarely ambiguous. */
const tradeWeight = 0.75
export const phraseWeight = 1.5

/**
 * Weight of the parts of a name relative to the whole: `page_info` rarely means `info`, but `test-runs` may mean `test
 * runs`.
 */
const partWeights = { _: 0.3, '-': 0.6 }

/** The concepts of a query, with their synonyms. `finished` is the completed last word. */
export function ideasIn(all: string[], finished: string): Idea[] {
  const ideas: Idea[] = []
  const words = asLists(withoutTools(all))
  const meant = [...words.slice(0, -1), words.at(-1) === all.at(-1) ? finished : (words.at(-1) ?? '')]
  for (let index = 0; index < words.length; ) {
    const name = ideaOfName(words[index] ?? '')
    const { length, means } = name ? { length: 1, means: [] } : tradeMeaning(meant, index)
    const typed = words.slice(index, index + length).filter((word) => !stopWords.has(word))
    const weight = length > 1 ? phraseWeight : tradeWeight
    if (name) ideas.push(name)
    else if (typed.length > 0 || means.length > 0)
      ideas.push({ typed, means, weight, isBegun: index + length === words.length })
    index += length
  }
  return ideas
}

/** `get` several things means `list`: `get cases`. */
function asLists(words: string[]): string[] {
  return words.map((word, index) => {
    const thing = words.slice(index + 1).find((next) => next !== 'test')
    return /^(get|fetch|retrieve)$/.test(word) && /[^su]s$/.test(thing ?? '') ? 'list' : word
  })
}

/** Names of other tools do not count next to other words, unless data is to be moved from there. */
function withoutTools(words: string[]): string[] {
  const others = words.filter((word) => !otherTools.has(word))
  const isMove = others.some((word) =>
    /^(csv|excel|from|(im|ex)port\w*|migrate|migration|migrating|switch\w*|mov(e|ing))$/.test(word),
  )
  return isMove || others.every((word) => stopWords.has(word)) ? words : others
}

/** A name with its parts, or with the synonyms of all of them. */
function ideaOfName(name: string): Idea | undefined {
  const parts = wordsOf(name)
  if (parts.length < 2) return undefined
  const { length, means } = tradeMeaning(parts, 0)
  const isPhrase = length === parts.length
  const weight = isPhrase ? phraseWeight : partWeights[name.includes('_') ? '_' : '-']
  return { typed: [name], means: isPhrase ? means : parts, weight, isBegun: false }
}

/** The synonyms of the words at an index, and the number of words that they replace: the longest match. */
function tradeMeaning(words: string[], index: number): { length: number; means: string[] } {
  const matching = tradeWords.flatMap(({ says, means }) => {
    const length = lengthOf(says, words, index)
    return length > 0 ? [{ length, means }] : []
  })
  const length = Math.max(1, ...matching.map((match) => match.length))
  if (matching.length === 0 && /^[45]\d\d$/.test(words[index] ?? '')) return { length: 1, means: ['errors'] }
  return { length, means: matching.flatMap((match) => (match.length === length ? match.means : [])) }
}

/**
 * The number of words that a phrase covers at an index, skipping words such as `a` and `the`; 0 if it does not match.
 */
function lengthOf(says: string[], words: string[], start: number): number {
  let at = start
  for (const word of says) {
    while (at > start && !isSame(word, words[at]) && isSkipped(words[at] ?? '')) at += 1
    if (!isSame(word, words[at])) return 0
    at += 1
  }
  return at - start
}

/** `cancel run` is also `cancel the test run`. */
function isSkipped(word: string): boolean {
  return word === 'test' || stopWords.has(word)
}

function isSame(word: string, typed = ''): boolean {
  return word === typed || stemOf(word) === stemOf(typed)
}
