// Imported, because users of the server may mock the global timers in their tests.
import { setImmediate } from 'node:timers/promises'

/** Target duration of a statement in milliseconds; meanwhile, this process cannot serve other requests. */
const longest = 20
const [smallest, first, largest] = [10, 50, 2000]

/** Adapts the number of rows per statement, so that each takes only milliseconds and others can run in between. */
export class BatchSize {
  rows: number = first

  /** Executes a statement, and adjusts the number of rows to its duration. */
  async run<Result>(statement: () => Promise<Result>): Promise<Result> {
    const start = performance.now()
    const result = await statement()
    const time = performance.now() - start
    if (time > longest) this.rows = Math.max(smallest, Math.floor(this.rows / 2))
    else if (time < longest / 4) this.rows = Math.min(largest, this.rows * 2)
    await setImmediate()
    return result
  }
}

/**
 * Reads a list of any length in batches.
 *
 * @param read returns the given number of rows after the given `tsid`, ordered by `tsid`
 */
export async function* inBatches<Row extends { tsid: string }>(
  read: (after: string, rows: number) => Promise<Row[]>,
): AsyncGenerator<Row[], void> {
  const size = new BatchSize()
  let after: string | undefined = ''
  while (after !== undefined) {
    const from: string = after
    const asked = size.rows
    const rows: Row[] = await size.run(() => read(from, asked))
    yield rows
    after = rows.length < asked ? undefined : rows.at(-1)?.tsid
  }
}
