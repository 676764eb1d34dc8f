import { type Expression, type SqlBool, sql } from 'kysely'

/** Characters of a text that are searched; what is beyond them is found by nobody. */
const searchedCharacters = 10_000

/**
 * Whether a column contains this text, which is not empty, in whatever case. With `like`, a pattern that nearly fits at every place would take
 * minutes; each database has another function that finds a text, but both have one that replaces it.
 */
export function contains(column: string, text: string): Expression<SqlBool> {
  const searched = sql`lower(substr(${sql.ref(column)}, 1, ${sql.lit(searchedCharacters)}))`
  return sql<SqlBool>`replace(${searched}, ${lower(text)}, '') <> ${searched}`
}

/** What has to hold together; nothing where no condition is given. */
export function all(...conditions: (Expression<SqlBool> | undefined)[]): Expression<SqlBool> | undefined {
  const given = conditions.filter((condition) => condition !== undefined)
  return given.length > 0 ? sql<SqlBool>`(${sql.join(given, sql` and `)})` : undefined
}

export function any(...conditions: Expression<SqlBool>[]): Expression<SqlBool> {
  return sql<SqlBool>`(${sql.join(conditions, sql` or `)})`
}

export function differs(column: string, text: string): Expression<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} <> ${text}`
}

/** A condition on a text that may be absent. */
export function when(
  text: string | undefined,
  condition: (text: string) => Expression<SqlBool>,
): Expression<SqlBool> | undefined {
  return text === undefined ? undefined : condition(text)
}

export function equals(column: string, text: string): Expression<SqlBool> {
  return sql<SqlBool>`lower(${sql.ref(column)}) = ${lower(text)}`
}

/** As both databases do it with these columns: A to Z, and no other letter. */
function lower(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
