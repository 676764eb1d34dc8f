// Imported, because users of the server may mock the global timers in their tests.
import { setImmediate } from 'node:timers/promises'

const longest = 20

/** Yields to the event loop if the calling work has blocked it for too long. */
export function createPause(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < longest) return
    await setImmediate()
    since = performance.now()
  }
}
