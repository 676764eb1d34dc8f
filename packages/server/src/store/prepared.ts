import type { Compilable, CompiledQuery } from 'kysely'
import type { Store } from './schema.ts'
import { noteReads, tablesOf } from './tracked.ts'

/** A compiled query without its values. */
interface Made<Row> {
  query: CompiledQuery<Row>
  tables: ReadonlySet<string>
  /** For each SQL parameter the index of its value; undefined for a constant. */
  places: (number | undefined)[]
}

/** Placeholder for a value while the query is compiled; no query contains this string. */
const mark = '\u0000value '

/**
 * Compiles a query once and executes it with different values: compiling takes longer than finding a row by its key.
 *
 * @param make builds the query for placeholder values
 */
export function prepared<Row, Values extends unknown[]>(
  make: (store: Store, ...values: never[]) => Compilable<Row>,
): (store: Store, ...values: Values) => Promise<Row[]> {
  // Each database has its own SQL.
  const made = new WeakMap<object, Made<Row>>()
  return async (store, ...values) => {
    const { adapter } = store.getExecutor()
    let known = made.get(adapter)
    if (!known) {
      known = makeOnce(make, store, values.length)
      made.set(adapter, known)
    }
    const { query, tables, places } = known
    noteReads(store, tables)
    const parameters = places.map((place, index) => (place === undefined ? query.parameters[index] : values[place]))
    const { rows } = await store.executeQuery<Row>({ ...query, parameters })
    return rows
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
