import type { Background } from '../http/background.ts'
import { selectUnfinishedImports } from '../store/junit-imports.ts'
import type { Store } from '../store/schema.ts'
import { toUnavailable } from '../store/unavailable-error.ts'
import { runImport } from './run-import.ts'

const interval = 2000
/**
 * Longer than most imports take, in milliseconds. If an import takes longer, two processes may work on it, and one
 * result counts.
 */
const patience = 3000
/** Also matches imports that were worked on in this very millisecond. */
const whatever = -1

/**
 * Resumes imports that another process has left unfinished: all of them at the start, later those without recent
 * progress.
 *
 * @returns a function that stops watching
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

/** Ignores an unavailable database: the next check follows soon. */
function unlessUnavailable(error: unknown): void {
  if (!toUnavailable(error)) throw error
}
