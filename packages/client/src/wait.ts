/** Waits, or rejects with the signal's reason when that comes first. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return untilAborted(signal, (resume) => {
    const timer = setTimeout(resume, milliseconds)
    return () => clearTimeout(timer)
  })
}

/**
 * A promise that rejects with the signal's reason when that comes first.
 * @param start begins what resolves the promise, and returns what undoes it
 */
export function untilAborted<T>(
  signal: AbortSignal | undefined,
  start: (resolve: (value: T) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const stop = () => {
      undo()
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', stop)
    const undo = start((value) => {
      signal?.removeEventListener('abort', stop)
      resolve(value)
    })
  })
}

/** Joining signals is the dearest part of a call. */
export function joinSignals(one: AbortSignal | undefined, other: AbortSignal | undefined): AbortSignal | undefined {
  return one && other ? AbortSignal.any([one, other]) : (one ?? other)
}
