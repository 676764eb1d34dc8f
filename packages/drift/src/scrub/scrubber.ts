import { type Contract, isObject, type Json } from '@testsigma-tms/spec/contract'
import { Fakes } from './fakes.ts'
import { MOST_NESTED, textsIn, type Vocabulary, vocabularyOf, withoutIds, wordsIn } from './vocabulary.ts'

/**
 * Removes personal data from payloads. Replaces every string unless it is a word of the contract: a constant of that
 * field, or a known error text. Equal strings stay equal; structures and declared numbers are kept.
 */
export class Scrubber {
  readonly #words: Vocabulary
  readonly #fakes = new Fakes()

  constructor(contract: Contract) {
    this.#words = vocabularyOf(contract)
  }

  /** Returns a payload without personal data. */
  value(value: Json): Json {
    const texts = new Set(textsIn(value).map((text) => text.toLowerCase()))
    return this.#part(value, '', texts)
  }

  /** Replaces an ID, or other data in a path. */
  id(text: string): string {
    return this.#text(text, 'id')
  }

  /** Scrubs a URL: words of the contract and page sizes are kept; IDs, texts and the host are replaced. */
  url(text: string, baseUrl: string): string {
    const { pathname, searchParams } = new URL(text)
    const base = new URL(baseUrl)
    const words = pathname.split('/').map((word) => this.#pathWord(word, base))
    const url = new URL(`${base.origin}${words.join('/')}`)
    for (const [name, value] of searchParams) {
      if (this.#words.parameters.has(name)) url.searchParams.append(name, this.#queryValue(name, value))
    }
    return url.href
  }

  #pathWord(word: string, base: URL): string {
    const isKnown = word === '' || this.#words.pathWords.has(word) || base.pathname.split('/').includes(word)
    return isKnown ? word : encodeURIComponent(this.#text(decoded(word), 'human_id'))
  }

  #queryValue(name: string, value: string): string {
    if (/^(page|page_size|size)$/.test(name) && /^\d{1,9}$/.test(value)) return value
    return this.#text(value, name)
  }

  /** A media type of the contract, without parameters, which may be personal. */
  mediaType(text: string): string {
    const [type = ''] = text.split(';', 1)
    const name = type.trim().toLowerCase()
    return this.#words.mediaTypes.has(name) ? name : 'application/octet-stream'
  }

  /** Scrubs the name of a field, or of a part of a form. */
  key(key: string): string {
    return this.#key(key, new Set())
  }

  #part(value: Json, name: string, texts: ReadonlySet<string>, depth = 0): Json {
    if (depth > MOST_NESTED) return null
    if (Array.isArray(value)) return value.map((part) => this.#part(part, name, texts, depth + 1))
    if (isObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, part]) => [this.#key(key, texts), this.#part(part, key, texts, depth + 1)]),
      )
    }
    if (typeof value === 'string') return this.#text(value, name)
    return typeof value === 'number' && !this.#words.numbers.has(name) ? anyNumber(value) : value
  }

  /** Keeps an undeclared field name if it consists of words of the contract and does not occur as a value. */
  #key(key: string, texts: ReadonlySet<string>): string {
    if (this.#words.fields.has(key) || this.#words.patterns.some((pattern) => pattern.test(key))) return key
    const isOurs = wordsIn(key).every((word) => this.#words.words.has(word) || /^\d{1,2}$/.test(word))
    // `06-12-34-56-78` is a phone number, although each part of it is short.
    const isName = /^[a-z_]/i.test(key) && (key.match(/\d/g) ?? []).length <= 3
    return isOurs && isName && !texts.has(key.toLowerCase()) ? key : this.#fakes.key(key)
  }

  #isHumanId(text: string, name: string): boolean {
    const [, kind] = /^[A-Za-z0-9]{1,20}(?:-([A-Z]{1,3}))?-\d{1,7}$/.exec(text) ?? []
    const isForm =
      kind === undefined ? /^[A-Za-z][A-Za-z0-9]{0,19}-\d{1,7}$/.test(text) : this.#words.humanIdKinds.has(kind)
    return isForm && /(^|_)(human_)?id$/.test(name)
  }

  #text(text: string, name: string): string {
    if (text === '' || this.#words.constants.get(name)?.has(text)) return text
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return this.#fakes.idsIn(text)
    if (/^[^\s@]+@[^\s@]+$/.test(text)) return this.#fakes.email(text)
    if (this.#isHumanId(text, name)) return this.#fakes.humanId(text)
    if (name === 'human_id_prefix') return this.#fakes.prefix(text)
    if (/^(next|prev|cursor)$/.test(name)) return this.#pointer(text)
    if (/^https?:\/\//i.test(text)) return this.#fakes.url(text)
    return this.#words.sentences.has(withoutIds(text)) ? this.#fakes.idsIn(text) : this.#fakes.text(text)
  }

  /** Scrubs a link to another page: a URL, or a cursor. */
  #pointer(text: string): string {
    return URL.canParse(text) ? this.url(text, 'http://127.0.0.1:4010/api/v1') : this.#fakes.cursor(text)
  }
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word)
  } catch {
    return word
  }
}

/** A number of similar size, so that seconds and milliseconds can be told apart. */
function anyNumber(value: number): number {
  if (!Number.isInteger(value)) return 1.5
  if (Math.abs(value) >= 1e12) return 1_700_000_000_000
  if (Math.abs(value) >= 1e9) return 1_700_000_000
  return Math.sign(value)
}
