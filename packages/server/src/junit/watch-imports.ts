import type { Background } from '../http/background.ts'
import { selectUnfinishedImports } from '../store/junit-imports.ts'
import type { Store } from '../store/schema.ts'
import { toUnavailable } from '../store/unavailable-error.ts'
import { runImport } from './run-import.ts'

const interval = 2000
/** Longer than most imports take. If a living process takes longer still, two do the work, and one result counts. */
const patience = 3000
/** Takes up also what somebody worked on this very millisecond. */
const whatever = -1

/**
 * Takes up the imports that another process has left unfinished: all of them now, and from time to time those that have
 * not gone on lately.
 *
 * @returns what stops it
 */
export async function watchImports(store: Store, background: Background): Promise<() => void> {
  const takeUp = async (lately: number) => {
    for (const { id } of await selectUnfinishedImports(store, Date.now(), lately)) {
      background.start((closing) => runImport(store, id, closing), id)
    }
  }
  await takeUp(whatever)
  const timer = setInterval(
    () => background.start(() => takeUp(patience).catch(unlessUnavailable), 'imports'),
    interval,
  )
  timer.unref()
  return () => clearInterval(timer)
}

/** The next time comes soon. */
function unlessUnavailable(error: unknown): void {
  if (!toUnavailable(error)) throw error
}
