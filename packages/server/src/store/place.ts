/** Where a store keeps its data: the path of an SQLite file, `:memory:`, or the URL of a PostgreSQL database. */
export type Place = string

const form = 'postgres://user@host:5432/database'

/** What was given is no URL of a database; the message says what is wrong, and repeats nothing of it. */
export class InvalidDatabaseError extends Error {
  override readonly name = 'InvalidDatabaseError'

  constructor(source: string, expectation: string) {
    super(`${source} must ${expectation}`)
  }
}

/** Paths have no scheme; a drive of Windows is a single letter. */
export function isUrl(text: string): boolean {
  return /^[a-z][a-z\d+.-]+:\/\//i.test(text) || /^(file|postgres(ql)?):/i.test(text)
}

export function isDatabase(place: Place): boolean {
  return /^postgres(ql)?:/i.test(place)
}

/** @throws {InvalidDatabaseError} if it does not name a database, or its parts cannot be told apart */
export function checkDatabase(text: string, source: string): void {
  const url = isDatabase(text) ? URL.parse(text) : null
  if (!url) throw new InvalidDatabaseError(source, `be the URL of a PostgreSQL database, such as ${form}`)
  // A slash, # or ? in a password ends the host, and the rest of the password would pass for something else.
  if ((url.pathname + url.search + url.hash).includes('@')) {
    throw new InvalidDatabaseError(source, 'have the special characters in its user and password encoded, / as %2F')
  }
  if (!/^\/[^/]+$/.test(url.pathname)) throw new InvalidDatabaseError(source, `name one database, such as ${form}`)
}

/** What people may read: without the password, and the options, which could hold one too. */
export function nameOf(place: Place): string {
  const url = isDatabase(place) ? URL.parse(place) : null
  if (!url) return place
  return `${url.protocol}//${url.username && `${url.username}@`}${url.host}${url.pathname}`
}
