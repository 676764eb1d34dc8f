import { type Expression, type SqlBool, sql } from 'kysely'

/** Whether a column contains this text, in whatever case. */
export function contains(column: string, text: string): Expression<SqlBool> {
  const pattern = `%${lower(text).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql<SqlBool>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`
}

export function equals(column: string, text: string): Expression<SqlBool> {
  return sql<SqlBool>`lower(${sql.ref(column)}) = ${lower(text)}`
}

/** As both databases do it with these columns: A to Z, and no other letter. */
function lower(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
