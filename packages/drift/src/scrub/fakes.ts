import { createHash } from 'node:crypto'

/**
 * Replaces personal values consistently: equal values get equal replacements. Replacements of IDs are derived from the
 * ID by hashing, so that they are the same in every run; IDs are too long to be guessed from the hash. Other texts are
 * numbered instead, because a short text could be guessed.
 */
export class Fakes {
  readonly #texts = new Map<string, string>()

  /** A UUID in the form of version 4. */
  id(id: string): string {
    const hash = createHash('sha256').update(`tms-drift ${id.toLowerCase()}`).digest('hex')
    return [
      hash.slice(0, 8),
      hash.slice(8, 12),
      `4${hash.slice(13, 16)}`,
      `8${hash.slice(17, 20)}`,
      hash.slice(20, 32),
    ].join('-')
  }

  /** Replaces the IDs in a text, and nothing else. */
  idsIn(text: string): string {
    return text.replaceAll(UUID, (id) => (isNobody(id) ? id : this.id(id)))
  }

  text(text: string): string {
    return this.#standIn('text', text, (number) => `Text ${number}`)
  }

  /** Replaces a field name that is data, such as an e-mail address used as a key of a map. */
  key(key: string): string {
    return this.#standIn('key', key, (number) => `key_${number}`)
  }

  email(email: string): string {
    return this.#standIn('email', email, (number) => `person-${number}@example.com`)
  }

  url(url: string): string {
    return this.#standIn('url', url, (number) => `https://example.com/${number}`)
  }

  /** `DEMO-R-17` becomes `AA-R-1`: the prefix is derived from a project's name, and the number could be telling. */
  humanId(humanId: string): string {
    const [prefix = '', ...rest] = humanId.split('-')
    const number = this.#standIn('human ID', humanId, String)
    return [this.prefix(prefix), ...rest.slice(0, -1), number].join('-')
  }

  prefix(prefix: string): string {
    return this.#standIn('prefix', prefix, letters)
  }

  /** A cursor in the format of the API: base64 of the sort field, a ULID and a direction. */
  cursor(cursor: string): string {
    const value = this.#standIn('ulid', cursor, (number) => `01${'0'.repeat(20)}${String(number).padStart(4, '0')}`)
    return Buffer.from(JSON.stringify([{ field: 'rows.tsid', value, direction: 'ASC' }])).toString('base64')
  }

  #standIn(kind: string, value: string, make: (number: number) => string): string {
    const name = `${kind} ${value}`
    const known = this.#texts.get(name)
    if (known !== undefined) return known
    const counter = `count ${kind}`
    const number = Number(this.#texts.get(counter) ?? 0) + 1
    this.#texts.set(counter, String(number))
    const fake = make(number)
    this.#texts.set(name, fake)
    return fake
  }
}

export const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/** The ID that public clients and tests use for things that do not exist. */
function isNobody(id: string): boolean {
  return id === '00000000-0000-4000-8000-000000000000'
}

/** AA, AB, … ZZ, AAA, … */
function letters(number: number): string {
  const digits: string[] = []
  for (let rest = number + 25; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    digits.unshift(String.fromCharCode(65 + (rest % 26)))
  }
  return digits.join('')
}
