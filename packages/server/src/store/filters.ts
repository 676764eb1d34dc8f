import { type Expression, type SqlBool, sql } from 'kysely'

/** Characters of a text that are searched; what is beyond them is found by nobody. */
const searchedCharacters = 10_000

/**
 * Whether a column contains this text, in whatever case. With `like`, a pattern that nearly fits at every place would take
 * minutes; each database has another function that finds a text, but both have one that replaces it.
 */
export function contains(column: string, text: string): Expression<SqlBool> {
  if (text === '') return sql<SqlBool>`1 = 1`
  const searched = sql`lower(substr(${sql.ref(column)}, 1, ${sql.lit(searchedCharacters)}))`
  return sql<SqlBool>`replace(${searched}, ${lower(text)}, '') <> ${searched}`
}

export function equals(column: string, text: string): Expression<SqlBool> {
  return sql<SqlBool>`lower(${sql.ref(column)}) = ${lower(text)}`
}

/** As both databases do it with these columns: A to Z, and no other letter. */
function lower(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
