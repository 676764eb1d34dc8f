// Not the global one, which tests of those who use the server may replace.
import { setImmediate } from 'node:timers/promises'

/** In milliseconds: what one statement should take at most, as this process serves nobody meanwhile. */
const longest = 20
const [smallest, first, largest] = [10, 50, 2000]

/** How many rows one statement works on: as many as take a few milliseconds. Between two statements others go on. */
export class BatchSize {
  rows: number = first

  /** Carries out a statement, and learns from the time that it takes. */
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
 * Reads a list of whatever length, batch by batch.
 *
 * @param read so many rows, in the order of their `tsid`, of those that come after this one
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
