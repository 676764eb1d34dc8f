import { pause, untilAborted } from '../wait.ts'

/** Milliseconds over which the API counts requests. */
const WINDOW = 1_000
/** Without a response for so long, a request is taken to have arrived. */
const LONGEST_WAY = 250
/** A first request waits for name, connection and TLS besides: at most so many round trips are in its time. */
const FIRST_ROUND_TRIPS = 3
/** The latest round trips that are compared: lines change. */
const SAMPLES = 100
/** Ways differ: nobody is sent so close to the limit that a little chance breaks it. */
const MARGIN = 10

/** A request that counts until it is over by `performance.now()`. */
interface Counted {
  readonly startedAt: number
  /** Nothing had come back before it started, so that it may have opened a connection. */
  readonly isFirst: boolean
  until: number
}

/** A place in the limit, to be given back. */
export interface Place {
  /** @param hasResponse whether there was a response, by whose time the request had arrived */
  leave(hasResponse: boolean): void
}

/**
 * Lets `perSecond` requests start in any second, in the order in which they asked.
 *
 * The API counts arrivals, which a slow first connection can push together. A request had arrived by the time of its
 * response, and earlier by the way back; the next one arrives later by the way there. Both ways together take at least
 * the shortest round trip that was seen. So a request counts until one second after its response, less that round trip.
 */
export class Limiter {
  #perSecond = Infinity
  #waiting: ((counted: Counted) => void)[] = []
  #counting: Counted[] = []
  #heldUntil = 0
  /** The latest of requests that needed nothing else. */
  #roundTrips: number[] = []
  /** What a first request says about one; until there are others. */
  #firstRoundTrip = Infinity
  #clock = currentClock()
  #ahead = 0
  /** Which of several loops is the one that serves; others come to their end. */
  #serving = 0

  /** The strictest limit of all who share it holds. */
  restrict(perSecond: number): this {
    this.#perSecond = Math.min(this.#perSecond, perSecond)
    return this
  }

  /** Queues. Rejects with the signal's reason when that comes first. */
  async enter(signal: AbortSignal | undefined): Promise<Place> {
    this.#forgetOtherClocks()
    const counted = await untilAborted<Counted>(signal, (enter) => {
      // Whoever finds nobody waiting serves all who come until nobody waits any more.
      if (this.#waiting.push(enter) === 1) this.#serve(++this.#serving)
      return () => {
        this.#waiting = this.#waiting.filter((other) => other !== enter)
      }
    })
    return { leave: (hasResponse) => this.#leave(counted, hasResponse) }
  }

  /** Lets nobody start for so many milliseconds: the API has refused a request. */
  hold(milliseconds: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.#now() + milliseconds)
  }

  /** Less than one a second is one in a longer time. */
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
        // A response that comes meanwhile may make a place free earlier.
        const step = Math.min(Math.ceil(wait), LONGEST_WAY)
        await pause(step)
        // A clock that stands still, or tells no time, is put forward by hand.
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

  /** Fake timers count a time of their own, and never come to the end of a wait once they are taken away. */
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

/** Test runners replace these functions. */
function currentClock() {
  return { setTimeout: globalThis.setTimeout, now: performance.now }
}

const shared = new Map<string, Limiter>()

/** The limiter that all clients with the same key for the same origin use. */
export function sharedLimiter(origin: string, apiKey: string): Limiter {
  const name = `${origin} ${apiKey}`
  const limiter = shared.get(name) ?? new Limiter()
  shared.set(name, limiter)
  return limiter
}
