import { type Expression, type SqlBool, sql } from 'kysely'

/** Only this many characters of a text are searched. */
const searchedCharacters = 10_000

/**
 * Whether a column contains a non-empty text, ignoring case. A `like` pattern that nearly matches everywhere would take
 * minutes, and the databases have different functions to find a text, but both have `replace`.
 */
export function contains(column: string, text: string): Expression<SqlBool> {
  const searched = sql`lower(substr(${sql.ref(column)}, 1, ${sql.lit(searchedCharacters)}))`
  return sql<SqlBool>`replace(${searched}, ${lower(text)}, '') <> ${searched}`
}

/** All conditions combined with `and`; undefined without conditions. */
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

/** A condition on an optional text. */
export function when(
  text: string | undefined,
  condition: (text: string) => Expression<SqlBool>,
): Expression<SqlBool> | undefined {
  return text === undefined ? undefined : condition(text)
}

export function equals(column: string, text: string): Expression<SqlBool> {
  return sql<SqlBool>`lower(${sql.ref(column)}) = ${lower(text)}`
}

/** Lower case as in both databases with these columns: A to Z only. */
function lower(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
