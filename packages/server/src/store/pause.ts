// Not the global one, which tests of those who use the server may replace.
import { setImmediate } from 'node:timers/promises'

const longest = 20

/** Lets everybody else go on, if the work that calls it has kept them waiting for long. */
export function createPause(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < longest) return
    await setImmediate()
    since = performance.now()
  }
}
