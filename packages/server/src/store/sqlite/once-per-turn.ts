// Imported, because users of the server may mock the global timers in their tests.
import { setImmediate } from 'node:timers'

/**
 * Caches what `look` returns for the current turn of the event loop. That is never too old: a request that arrives later is
 * handled in a later turn.
 */
export function oncePerTurn<Value>(look: () => Value): () => Value {
  let cached: { value: Value } | undefined
  return () => {
    if (!cached) {
      cached = { value: look() }
      setImmediate(() => {
        cached = undefined
      })
    }
    return cached.value
  }
}
