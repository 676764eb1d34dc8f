const { setTimeout: setRealTimeout, clearTimeout: clearRealTimeout } = globalThis

/** How often to check whether a fake timer was removed, in milliseconds. */
const WATCH_INTERVAL = 50

/**
 * Starts a timer with the `setTimeout` that is installed, so that fake timers of a test can advance it. Removed fake
 * timers never fire: if that happens, the wait starts again from the beginning.
 * @returns a function that stops the timer
 */
export function startTimer(milliseconds: number, task: () => void): () => void {
  const { setTimeout, clearTimeout } = globalThis
  if (setTimeout === setRealTimeout) {
    const timer = setTimeout(task, milliseconds)
    return () => clearTimeout(timer)
  }
  let watch: ReturnType<typeof setTimeout> | undefined
  let stop = () => {
    clearRealTimeout(watch)
    clearTimeout(timer)
  }
  const timer = setTimeout(() => {
    stop()
    task()
  }, milliseconds)
  const look = () => {
    if (globalThis.setTimeout === setTimeout) watch = setRealTimeout(look, WATCH_INTERVAL)
    else stop = startTimer(milliseconds, task)
  }
  look()
  return () => stop()
}

/** Waits. Rejects with the signal's reason if the signal is aborted first. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return untilAborted(signal, (resume) => startTimer(milliseconds, () => resume()))
}

/**
 * A promise that rejects with the signal's reason if the signal is aborted first.
 * @param start starts the work that resolves the promise, and returns a function that stops it
 */
export function untilAborted<T>(
  signal: AbortSignal | undefined,
  start: (resolve: (value: T | Promise<T>) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const abort = () => {
      end()
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', abort)
    const end = start((value) => {
      signal?.removeEventListener('abort', abort)
      resolve(value)
    })
  })
}

/** Settles as the promise does. Rejects with the signal's reason if the signal is aborted first. */
export function raceAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  // After an abort nobody handles a rejection of this promise; without this, Node would report it.
  promise.catch(() => {})
  return untilAborted<T>(signal, (resolve) => {
    promise.then(resolve, () => resolve(promise))
    return () => {}
  })
}

/** The signal and the deadline of a call, combined. */
export interface CallEnd {
  readonly signal: AbortSignal | undefined
  /** Whether the deadline ended the call. */
  readonly isLate: () => boolean
  /** Milliseconds until the deadline. */
  readonly timeLeft: () => number
  /** Stops watching, after the call has ended. */
  readonly release: () => void
}

const NO_END: CallEnd = { signal: undefined, isLate: () => false, timeLeft: () => Infinity, release: () => {} }

/** What may end a call early. */
export interface Limits {
  readonly signal: AbortSignal | undefined
  /** Milliseconds. */
  readonly deadline: number | undefined
  /** Milliseconds of the deadline that have passed. */
  readonly spent?: number
}

/** Combines the caller's signal and the deadline. Accepts AbortSignals of other realms, such as jsdom's. */
export function watchEnd({ signal, deadline, spent = 0 }: Limits): CallEnd {
  if (!signal && deadline === undefined) return NO_END
  const controller = new AbortController()
  const start = performance.now()
  let isLate = false
  const abort = () => controller.abort(signal?.reason)
  const end = () => {
    isLate = !controller.signal.aborted
    controller.abort()
  }
  // If `performance.now()` is not a number (fake timers), only the timer counts.
  const timeLeft = () => (deadline === undefined ? Infinity : deadline - spent - (performance.now() - start || 0))
  const stop = deadline === undefined ? undefined : startTimer(Math.max(0, timeLeft()), end)
  if (signal?.aborted) abort()
  else signal?.addEventListener('abort', abort)
  if (timeLeft() <= 0) end()
  return {
    signal: controller.signal,
    isLate: () => isLate,
    timeLeft,
    release() {
      stop?.()
      signal?.removeEventListener('abort', abort)
    },
  }
}
