/** Location of a store's data: the path of an SQLite file, `:memory:`, or the URL of a PostgreSQL database. */
export type Place = string

const form = 'postgres://user@host:5432/database'

/** Not a valid database URL. The message says why, without repeating any part of it. */
export class InvalidDatabaseError extends Error {
  override readonly name = 'InvalidDatabaseError'

  constructor(source: string, expectation: string) {
    super(`${source} must ${expectation}`)
  }
}

/** Paths have no scheme; Windows drives have a single letter. */
export function isUrl(text: string): boolean {
  return /^[a-z][a-z\d+.-]+:\/\//i.test(text) || /^(file|postgres(ql)?):/i.test(text)
}

export function isDatabase(place: Place): boolean {
  return /^postgres(ql)?:/i.test(place)
}

/** @throws {InvalidDatabaseError} if it names no database, or cannot be parsed unambiguously */
export function checkDatabase(text: string, source: string): void {
  const url = isDatabase(text) ? URL.parse(text) : null
  if (!url) throw new InvalidDatabaseError(source, `be the URL of a PostgreSQL database, such as ${form}`)
  // An unencoded slash, # or ? in a password would end the host, and the rest would be parsed as the path.
  if ((url.pathname + url.search + url.hash).includes('@')) {
    throw new InvalidDatabaseError(source, 'have the special characters in its user and password encoded, / as %2F')
  }
  if (!/^\/[^/]+$/.test(url.pathname)) throw new InvalidDatabaseError(source, `name one database, such as ${form}`)
}

/** Name for messages: without the password, and without options, which may contain one too. */
export function nameOf(place: Place): string {
  const url = isDatabase(place) ? URL.parse(place) : null
  if (!url) return place
  return `${url.protocol}//${url.username && `${url.username}@`}${url.host}${url.pathname}`
}
