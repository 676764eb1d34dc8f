import MiniSearch from 'minisearch'
import { correct } from './correct.ts'
import type { Kind, SearchDocument } from './document.ts'
import { type Excerpt, excerptOf } from './excerpt.ts'
import { type Idea, ideasIn, phraseWeight } from './ideas.ts'
import { isCommandLine, splitInWords, withoutOwnParts } from './query.ts'
import { tradeWords } from './trade-words.ts'
import { namesOrWordsOf, stemOf, stopWords, wordsOf, wordsToFind } from './words.ts'

/** A found page with its matching sections. */
export interface Hit {
  page: string
  title: string
  method?: string
  /** The best section first. */
  sections: { address: string; heading: string; excerpt(): Excerpt[] }[]
}

export interface Findings {
  hits: Hit[]
  /** The query with corrected words; undefined if nothing was corrected. */
  corrected: string | undefined
}

interface Match {
  id: string
  score: number
  /** The matching words of the section. */
  words: string[]
}

const fieldWeights = { title: 6, heading: 4, names: 4, text: 1 }

/** Prefers the pages that readers usually look for. */
const kindWeights: Record<Kind, number> = {
  // A query that names a thing but no action looks for the list.
  list: 1.1,
  operation: 1,
  guide: 1,
  page: 0.9,
  resource: 0.9,
  fields: 0.7,
  schema: 0.35,
  difference: 0.35,
  // It names whatever has changed, which readers rarely look for.
  change: 0.25,
  // They repeat what operations say; readers who want commands type `tms`.
  command: 0.25,
}

/** Weight of the pages of commands if the query is a command line. */
const commandWeight = 1.5

/** Weight of another form of a word, relative to the word itself. */
const stemWeight = 0.9
const titleBonus = 0.35

/** Maximum number of words of a query that are used. */
const longestQuery = 30

const searchOptions = {
  boost: fieldWeights,
  tokenize: (word: string) => [word],
  processTerm: (word: string) => word,
}

/** Searches the sections of the site. */
export class SearchEngine {
  readonly #index: MiniSearch<SearchDocument>
  readonly #documents: Map<string, SearchDocument>
  /** The words of the titles. */
  readonly #titles: Map<string, string[]>
  /** Every word of the site and of the synonyms, with its frequency. */
  readonly #known = new Map<string, number>()
  /** Those of titles, headings, names and synonyms, with their frequency: only they are corrections. */
  readonly #names = new Map<string, number>()

  constructor(documents: SearchDocument[]) {
    this.#documents = new Map(documents.map((document) => [document.id, document]))
    this.#titles = new Map(
      documents.map(({ id, title }) => [id, wordsOf(title).filter((word) => !stopWords.has(word))]),
    )
    this.#index = new MiniSearch<SearchDocument>({
      fields: Object.keys(fieldWeights),
      tokenize: wordsToFind,
      // Every operation has the heading `Response`, so it is not indexed.
      extractField: (document, field) =>
        field === 'heading' && document.kind === 'fields' ? '' : document[field as keyof SearchDocument & string],
      // Indexes both forms: the exact word distinguishes `test cases` from `test case`, and `import` from `important`.
      processTerm: (word) => [word, stemOf(word)],
    })
    this.#index.addAll(documents)
    for (const { title, heading, names, text } of documents) {
      for (const word of wordsToFind(`${title} ${heading} ${names}`)) this.#learn(word, true)
      for (const word of wordsToFind(text)) this.#learn(word, false)
    }
    for (const { says } of tradeWords) for (const word of says) this.#learn(word, true)
  }

  search(text: string): Findings {
    const pieces = namesOrWordsOf(withoutOwnParts(text), (name) => this.#known.has(name)).slice(0, longestQuery)
    const typed = pieces.flatMap((word) => this.#apart(word))
    const words = typed.map((word, index) => this.#correct(word, index === typed.length - 1))
    const isCorrected = words.some((word, index) => word !== typed[index])
    const matches = this.#rank(ideasIn(words, this.#finished(words.at(-1) ?? '')))
    const hits = this.#pages(isCommandLine(text) ? this.#commandsFirst(matches) : matches)
    return { hits, corrected: isCorrected && hits.length > 0 ? words.join(' ') : undefined }
  }

  /** The sections that match any of the ideas, those that match more of them first. */
  #rank(ideas: Idea[]): Match[] {
    const found = new Map<string, Match & { ideas: number }>()
    for (const idea of ideas) {
      for (const { id, score, words } of this.#matchesOf(idea)) {
        const before = found.get(id) ?? { id, score: 0, words: [], ideas: 0 }
        found.set(id, { id, score: before.score + score, words: [...before.words, ...words], ideas: before.ideas + 1 })
      }
    }
    return [...found.values()]
      .map(({ ideas: count, ...match }) => ({
        ...match,
        score: match.score * (count / ideas.length) * (1 + titleBonus * this.#shareOfTitle(match)),
      }))
      .sort((one, other) => other.score - one.score)
  }

  #commandsFirst(matches: Match[]): Match[] {
    const weightOf = ({ id }: Match) =>
      this.#documents.get(id)?.kind === 'command' ? commandWeight / kindWeights.command : 1
    return matches
      .map((match) => ({ ...match, score: match.score * weightOf(match) }))
      .sort((one, other) => other.score - one.score)
  }

  /** The matching share of the title, so that the shortest title with all words is the best. */
  #shareOfTitle({ id, words }: Match): number {
    const title = this.#titles.get(id) ?? []
    const matching = title.filter((word) => words.includes(word) || words.includes(stemOf(word)))
    return matching.length / Math.max(1, title.length)
  }

  /** For each section the better match counts: the words as typed, or their synonyms. */
  #matchesOf({ typed, means, isBegun, weight }: Idea): Match[] {
    const best = new Map<string, Match>()
    const take = (match: Match) => {
      const before = best.get(match.id) ?? { score: 0, words: [] }
      const words = [...before.words, ...match.words]
      const score = Math.max(match.score, before.score) + Math.min(match.score, before.score) / 2
      best.set(match.id, { id: match.id, score, words })
    }
    for (const { isWhole, ...match } of this.#together(typed, isBegun)) {
      take({ ...match, score: match.score * (isWhole && typed.length > 1 ? phraseWeight : 1) })
    }
    for (const match of this.#together(means.map(stemOf), false)) take({ ...match, score: match.score * weight })
    return [...best.values()]
  }

  /** Sections that contain any of the words, scored by how many; `isWhole` marks those that contain all. */
  #together(words: string[], isBegun: boolean): (Match & { isWhole: boolean })[] {
    const sums = new Map<string, Match & { count: number }>()
    words.forEach((word, index) => {
      for (const match of this.#withWord(word, isBegun && index === words.length - 1)) {
        const { score, words, count } = sums.get(match.id) ?? { score: 0, words: [], count: 0 }
        const sum = { score: score + match.score, words: [...words, ...match.words], count: count + 1 }
        sums.set(match.id, { id: match.id, ...sum })
      }
    })
    return [...sums.values()].map(({ count, ...match }) => ({
      ...match,
      isWhole: count === words.length,
      score: (match.score / Math.sqrt(words.length)) * Math.sqrt(count / words.length),
    }))
  }

  #withWord(word: string, isBegun: boolean): Match[] {
    const best = new Map<string, Match>()
    const forms = word.startsWith('~') ? [word] : [word, stemOf(word)]
    for (const form of forms) {
      const prefix = isBegun && form === word && word.length > 1
      const weight = form === word ? 1 : stemWeight
      for (const { id, score, match } of this.#index.search(form, { ...searchOptions, prefix })) {
        const words = Object.keys(match)
        const kind = this.#documents.get(id)?.kind ?? 'page'
        // Several words with the same prefix are no better than one.
        const weighted = (score * weight * kindWeights[kind]) / words.length ** 2
        if (weighted > (best.get(id)?.score ?? 0)) best.set(id, { id, score: weighted, words })
      }
    }
    return [...best.values()]
  }

  #learn(word: string, isName: boolean): void {
    if (stopWords.has(word)) return
    for (const form of [word, stemOf(word)]) this.#known.set(form, (this.#known.get(form) ?? 0) + 1)
    if (isName) this.#names.set(word, (this.#names.get(word) ?? 0) + 1)
  }

  /** An unknown word, split into known ones. */
  #apart(word: string): string[] {
    if (this.#isKnown(word) || word.length < 6) return [word]
    return splitInWords(word, (part) => part.length > 2 && this.#names.has(part)) ?? [word]
  }

  #correct(word: string, isLast: boolean): string {
    if (this.#isKnown(word)) return word
    // The last word may be incomplete.
    return isLast && this.#finished(word) !== word ? word : correct(word, this.#names)
  }

  /** The most frequent completion of an unknown word. */
  #finished(word: string): string {
    if (word === '' || this.#isKnown(word)) return word
    const longer = [...this.#known].filter(([known]) => known.startsWith(word))
    return longer.reduce((best, other) => (other[1] > best[1] ? other : best), [word, 0])[0]
  }

  #isKnown(word: string): boolean {
    return this.#known.has(word) || this.#known.has(stemOf(word)) || stopWords.has(word)
  }

  #pages(matches: Match[]): Hit[] {
    const byPage = Map.groupBy(matches, ({ id }) => this.#documents.get(id)?.page ?? '')
    return [...byPage].map(([page, sections]) => this.#hit(page, sections))
  }

  #hit(page: string, matches: Match[]): Hit {
    const found = matches.flatMap(({ id, words }) => {
      const document = this.#documents.get(id)
      return document ? [{ document, words }] : []
    })
    const { title = '', method } = found[0]?.document ?? {}
    return {
      page,
      title,
      ...(method && { method }),
      sections: found.map(({ document, words }) => ({
        address: document.id,
        heading: document.heading,
        excerpt: () => excerptOf(document.text, words),
      })),
    }
  }
}
