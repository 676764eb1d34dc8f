import { pause, untilAborted } from '../wait.ts'

/** Milliseconds over which the API counts requests. */
const WINDOW = 1000
/** Without an answer for so long, a request is taken to have arrived. */
const LONGEST_WAY = 250

/** A request that counts until it is over by `performance.now()`. */
interface Counted {
  until: number
}

export interface Limiter {
  /** Runs a task when its turn has come. Rejects with the signal's reason when that comes first. */
  run<T>(signal: AbortSignal | undefined, task: () => Promise<T>): Promise<T>
  /** Lets nobody start for so many milliseconds: the API has refused a request. */
  hold(milliseconds: number): void
}

/**
 * Lets `perSecond` requests start in any second, in the order in which they asked.
 *
 * The API counts arrivals, which a slow first connection can push together. So a request counts until one second after
 * the answer, by when it surely had arrived, or after it has been on its way for long.
 */
export function createLimiter(perSecond: number): Limiter {
  const waiting: ((counted: Counted) => void)[] = []
  let counting: Counted[] = []
  let heldUntil = 0

  async function serve(): Promise<void> {
    while (waiting.length > 0) {
      const now = performance.now()
      counting = counting.filter(({ until }) => until > now)
      const free = counting.length < perSecond ? 0 : Math.min(...counting.map(({ until }) => until))
      const wait = Math.max(free, heldUntil) - now
      if (wait > 0) {
        // An answer that comes meanwhile makes a place free no sooner than that.
        await pause(Math.min(Math.ceil(wait), WINDOW))
      } else {
        const counted = { until: now + LONGEST_WAY + WINDOW }
        counting.push(counted)
        waiting.shift()?.(counted)
      }
    }
  }

  return {
    async run(signal, task) {
      const counted = await untilAborted<Counted>(signal, (enter) => {
        // Whoever finds nobody waiting serves all who come until nobody waits any more.
        if (waiting.push(enter) === 1) serve()
        return () => waiting.splice(waiting.indexOf(enter), 1)
      })
      return task().finally(() => {
        counted.until = Math.min(counted.until, performance.now() + WINDOW)
      })
    },
    hold(milliseconds) {
      heldUntil = Math.max(heldUntil, performance.now() + milliseconds)
    },
  }
}

const shared: Record<string, Limiter> = {}

/** The limiter that all clients with the same key for the same origin use. */
export function sharedLimiter(origin: string, apiKey: string, perSecond: number): Limiter {
  const name = `${perSecond} ${origin} ${apiKey}`
  shared[name] ??= createLimiter(perSecond)
  return shared[name]
}
