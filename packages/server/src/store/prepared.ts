import type { Compilable, CompiledQuery } from 'kysely'
import type { Store } from './schema.ts'
import { noteReads, tablesOf } from './tracked.ts'

/** A query without its values, as SQL. */
interface Made<Row> {
  query: CompiledQuery<Row>
  tables: ReadonlySet<string>
  /** For each parameter the place of its value, or nothing where it is always the same. */
  places: (number | undefined)[]
}

/** What stands for a value while a query is made: a text that no query has. */
const mark = '\u0000value '

/**
 * A query that is made into SQL once, and carried out with other values each time: making one takes longer than finding a
 * row by its key.
 *
 * @param make the query for values that stand for those of later
 */
export function prepared<Row, Values extends unknown[]>(
  make: (store: Store, ...values: never[]) => Compilable<Row>,
): (store: Store, ...values: Values) => Promise<Row[]> {
  // Databases write their SQL differently.
  const made = new WeakMap<object, Made<Row>>()
  return async (store, ...values) => {
    const { adapter } = store.getExecutor()
    const known: Made<Row> = made.get(adapter) ?? makeOnce(make, store, values.length)
    made.set(adapter, known)
    const { query, tables, places } = known
    noteReads(store, tables)
    const parameters = places.map((place, index) => (place === undefined ? query.parameters[index] : values[place]))
    return (await store.executeQuery<Row>({ ...query, parameters })).rows
  }
}

function makeOnce<Row>(
  make: (store: Store, ...values: never[]) => Compilable<Row>,
  store: Store,
  count: number,
): Made<Row> {
  const marks = Array.from({ length: count }, (_, place) => `${mark}${place}`)
  const query = make(store, ...(marks as never[])).compile()
  const places = query.parameters.map((parameter) => {
    const place = marks.indexOf(String(parameter))
    return place === -1 ? undefined : place
  })
  return { query, tables: tablesOf(query.query), places }
}
