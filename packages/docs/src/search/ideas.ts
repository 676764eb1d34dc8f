import { tradeWords } from './trade-words.ts'
import { stemOf, stopWords, wordsOf } from './words.ts'

/** One thing that is looked for: a word, or several that mean something together. */
export interface Idea {
  typed: string[]
  means: string[]
  /** How much a match of what is meant counts, next to one of what was typed. */
  weight: number
  /** Whether the last word may be unfinished. */
  isBegun: boolean
}

/** How much less a trade word counts than the word itself; several words in a row are hardly meant otherwise. */
const tradeWeight = 0.75
export const phraseWeight = 1.5

/** How much the parts of a name count, next to the whole: `page_info` is hardly `info`, but `test-runs` may be `test runs`. */
const partWeights = { _: 0.3, '-': 0.6 }

/** What was typed, piece by piece, with what the trade means by it. `finished` is the last word as it may be meant. */
export function ideasIn(words: string[], finished: string): Idea[] {
  const ideas: Idea[] = []
  const meant = [...words.slice(0, -1), finished]
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

/** A name with its parts, or with what the trade means by all of them. */
function ideaOfName(name: string): Idea | undefined {
  const parts = wordsOf(name)
  if (parts.length < 2) return undefined
  const { length, means } = tradeMeaning(parts, 0)
  const isPhrase = length === parts.length
  const weight = isPhrase ? phraseWeight : partWeights[name.includes('_') ? '_' : '-']
  return { typed: [name], means: isPhrase ? means : parts, weight, isBegun: false }
}

/** What the trade means by the words at a place, and how many of them it takes: the longest that match. */
function tradeMeaning(words: string[], index: number): { length: number; means: string[] } {
  const matching = tradeWords.flatMap(({ says, means }) => {
    const length = lengthOf(says, words, index)
    return length > 0 ? [{ length, means }] : []
  })
  const length = Math.max(1, ...matching.map((match) => match.length))
  return { length, means: matching.flatMap((match) => (match.length === length ? match.means : [])) }
}

/** How many words a phrase takes from a place on, with such as `a` and `the` in between; 0 where it is not there. */
function lengthOf(says: string[], words: string[], start: number): number {
  let at = start
  for (const word of says) {
    while (at > start && !isSame(word, words[at]) && stopWords.has(words[at] ?? '')) at += 1
    if (!isSame(word, words[at])) return 0
    at += 1
  }
  return at - start
}

function isSame(word: string, typed = ''): boolean {
  return word === typed || stemOf(word) === stemOf(typed)
}
