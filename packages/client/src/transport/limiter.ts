import { pause, untilAborted } from '../wait.ts'

/** Window of the API's rate limit, in milliseconds. */
const WINDOW = 1_000
/** After this many milliseconds without a response, a request is assumed to have arrived. */
const LONGEST_WAY = 250
/** The time of a request on a new connection includes DNS, TCP and TLS: at most this many round trips. */
const FIRST_ROUND_TRIPS = 3
/** How many of the latest round trips are compared, because the speed of a connection changes. */
const SAMPLES = 100
/** Safety margin in milliseconds, because round trips vary. */
const MARGIN = 10

/** A request that counts towards the limit until `until`, in the time of `performance.now()`. */
interface Counted {
  readonly startedAt: number
  /** No response had arrived before it started, so that it may have opened a connection. */
  readonly isFirst: boolean
  until: number
}

/** A slot in the limit, which must be released. */
export interface Place {
  /** @param hasResponse whether there was a response, and the request had therefore arrived */
  leave(hasResponse: boolean): void
}

/**
 * Starts at most `perSecond` requests in any second, in the order of the calls.
 *
 * The API counts arrivals, and a slow first connection can make requests arrive closer together than they were sent. A
 * request arrives before its response does, earlier by the way back; the next request arrives after it is sent, later
 * by the way there. Both ways together take at least the shortest round trip observed. So a request counts until one
 * second after its response, minus that round trip.
 */
export class Limiter {
  #perSecond = Infinity
  #waiting: ((counted: Counted) => void)[] = []
  #counting: Counted[] = []
  #heldUntil = 0
  /** Times of the latest requests on open connections. */
  #roundTrips: number[] = []
  /** Estimate of a round trip from first requests, used until there are others. */
  #firstRoundTrip = Infinity
  #clock = currentClock()
  #ahead = 0
  /** Number of the active loop; loops with another number stop. */
  #serving = 0

  /** The strictest limit of all clients that share this limiter applies. */
  restrict(perSecond: number): this {
    this.#perSecond = Math.min(this.#perSecond, perSecond)
    return this
  }

  /** Waits for a slot. Rejects with the signal's reason if the signal is aborted first. */
  async enter(signal: AbortSignal | undefined): Promise<Place> {
    this.#forgetOtherClocks()
    const counted = await untilAborted<Counted>(signal, (enter) => {
      // The first caller in the queue starts a loop that serves all callers until the queue is empty.
      if (this.#waiting.push(enter) === 1) this.#serve(++this.#serving)
      return () => {
        this.#waiting = this.#waiting.filter((other) => other !== enter)
      }
    })
    return { leave: (hasResponse) => this.#leave(counted, hasResponse) }
  }

  /** Blocks all new requests for this many milliseconds, after the API rejected one. */
  hold(milliseconds: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.#now() + milliseconds)
  }

  /** A limit below one per second means one request in a longer window. */
  get #limit(): { most: number; window: number } {
    const most = Math.max(1, Math.floor(this.#perSecond))
    return { most, window: (most / this.#perSecond) * WINDOW }
  }

  #now(): number {
    return (performance.now() || 0) + this.#ahead
  }

  async #serve(me: number): Promise<void> {
    while (this.#waiting.length > 0 && me === this.#serving) {
      const now = this.#now()
      const { most, window } = this.#limit
      this.#counting = this.#counting.filter(({ until }) => until > now)
      const ends = this.#counting.map(({ until }) => until).sort((a, b) => a - b)
      const free = ends.length < most ? 0 : (ends[ends.length - most] as number)
      const wait = Math.max(free, this.#heldUntil) - now
      if (wait > 0) {
        // A response that arrives meanwhile may free a slot earlier.
        const step = Math.min(Math.ceil(wait), LONGEST_WAY)
        await pause(step)
        // If the clock does not advance or is not a number (fake timers), count the wait here.
        if (this.#now() === now) this.#ahead += step
        this.#forgetOtherClocks()
      } else {
        const isFirst = this.#firstRoundTrip === Infinity
        const counted = { startedAt: now, isFirst, until: now + LONGEST_WAY + window }
        this.#counting.push(counted)
        this.#waiting.shift()?.(counted)
      }
    }
  }

  #leave(counted: Counted, hasResponse: boolean): void {
    const now = this.#now()
    const { window } = this.#limit
    const time = now - counted.startedAt
    if (hasResponse && counted.isFirst) this.#firstRoundTrip = Math.min(this.#firstRoundTrip, time / FIRST_ROUND_TRIPS)
    if (hasResponse && !counted.isFirst) this.#roundTrips = [time, ...this.#roundTrips.slice(0, SAMPLES - 1)]
    const shortest = this.#roundTrips.length > 0 ? Math.min(...this.#roundTrips) : this.#firstRoundTrip
    const ways = Math.max(0, Math.min(shortest, time) - MARGIN)
    counted.until = Math.min(counted.until, now + window - (shortest < Infinity ? ways : 0))
  }

  /**
   * Resets the state when fake timers were installed or removed: they have their own time, and removed ones never fire.
   */
  #forgetOtherClocks(): void {
    const clock = currentClock()
    if (clock.setTimeout === this.#clock.setTimeout && clock.now === this.#clock.now) return
    this.#clock = clock
    this.#counting = []
    this.#heldUntil = 0
    this.#roundTrips = []
    this.#firstRoundTrip = Infinity
    if (this.#waiting.length > 0) this.#serve(++this.#serving)
  }
}

/** Fake timers replace these functions. */
function currentClock() {
  return { setTimeout: globalThis.setTimeout, now: performance.now }
}

const shared = new Map<string, Limiter>()

/** The limiter of all clients with the same key and the same origin. */
export function sharedLimiter(origin: string, apiKey: string): Limiter {
  const name = `${origin} ${apiKey}`
  const limiter = shared.get(name) ?? new Limiter()
  shared.set(name, limiter)
  return limiter
}
