const { setTimeout: setRealTimeout, clearTimeout: clearRealTimeout } = globalThis

/** How often a fake timer is looked after, in milliseconds. */
const WATCH_INTERVAL = 50

/**
 * Starts a timer of the moment, which fake ones of a test may move on. Fake timers that are taken away never come to their
 * end, so that the time begins anew then.
 * @returns what stops it
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

/** Waits, or rejects with the signal's reason when that comes first. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return untilAborted(signal, (resume) => startTimer(milliseconds, () => resume()))
}

/**
 * A promise that rejects with the signal's reason when that comes first.
 * @param start begins what resolves the promise, and returns what ends that
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

/** The outcome of a promise, or the signal's reason when that comes first. */
export function raceAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  // Where nobody waits for it any more, its failure is no news.
  promise.catch(() => {})
  return untilAborted<T>(signal, (resolve) => {
    promise.then(resolve, () => resolve(promise))
    return () => {}
  })
}

/** What ends a call before it has come to its end by itself. */
export interface CallEnd {
  readonly signal: AbortSignal | undefined
  /** Whether it was the deadline. */
  readonly isLate: () => boolean
  /** Milliseconds until the deadline. */
  readonly timeLeft: () => number
  /** Ends the watch, when the call has ended. */
  readonly release: () => void
}

const NO_END: CallEnd = { signal: undefined, isLate: () => false, timeLeft: () => Infinity, release: () => {} }

/** What may end a call. */
export interface Limits {
  readonly signal: AbortSignal | undefined
  /** Milliseconds. */
  readonly deadline: number | undefined
  /** Milliseconds of the deadline that are over. */
  readonly spent?: number
}

/** Watches the caller's signal and the deadline at once. Signals of other realms, such as jsdom's, are welcome. */
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
  // Where a clock tells no time, the timer still does.
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
