import type { FetchResponse } from '../options.ts'
import type { Moves } from './moves.ts'
import type { Outcome } from './send.ts'
import { isTrusted, isVendor, originOf } from './trust.ts'

const MOST_REDIRECTS = 5
const PERMANENT = [301, 308]

/** A request that may be redirected. */
export interface Journey {
  readonly url: string
  /** The configured origin. */
  readonly home: string
  readonly signal: AbortSignal | undefined
  findMoves(): Moves
  /** Sends the request to a URL. */
  sendTo(url: string): Promise<Outcome>
  /** Called for each redirect. `newOrigin` is set if the whole origin seems to have moved there. */
  onRedirect(from: string, to: string, newOrigin: string | undefined): void
  /** Called once, when the move is confirmed by a response. */
  onMove(newOrigin: string): void
}

/**
 * Follows redirects to trusted hosts, with the key. If one of the vendor's hosts has moved permanently, as the
 * documented one has, only the first request goes there; later and waiting requests go straight to the new host, which
 * may move again.
 */
export function followRedirects(journey: Journey): Promise<Outcome> {
  const origin = originOf(journey.url)
  return isVendor(origin) ? followMoves(journey, origin) : walk(journey, journey.url)
}

async function followMoves(journey: Journey, origin: string): Promise<Outcome> {
  const moves = journey.findMoves()
  // `await` only if there is a probe to wait for: otherwise, concurrent calls would not see each other's probe.
  if (moves.isProbing(origin)) await moves.untilKnown(origin, journey.signal)
  return moves.send(origin, () => goThere(journey, moves, origin))
}

async function goThere(journey: Journey, moves: Moves, origin: string): Promise<Outcome> {
  const { url } = journey
  const target = moves.find(origin)
  if (target === origin) return walk(journey, url)
  const outcome = await walk(journey, target + url.slice(origin.length))
  if (!outcome.failure || outcome.failure.kind === 'ended') return outcome
  moves.learn(origin, origin)
  return outcome.failure.isUnsent ? walk(journey, url) : outcome
}

async function walk(journey: Journey, start: string): Promise<Outcome> {
  const origin = originOf(journey.url)
  let address = start
  let hasMoved = true
  for (let redirects = 0; redirects < MOST_REDIRECTS; redirects++) {
    const outcome = await journey.sendTo(address)
    const target = redirectTarget(outcome.response, address, journey.home)
    if (target === undefined) {
      const now = originOf(address)
      if (hasMoved && outcome.response && isVendor(origin) && journey.findMoves().learn(origin, now))
        journey.onMove(now)
      return outcome
    }
    hasMoved &&= isMove(outcome.response, address, target)
    journey.onRedirect(address, target, hasMoved ? originOf(target) : undefined)
    address = target
  }
  return journey.sendTo(address)
}

/** Whether a vendor host can be assumed to have moved as a whole: a permanent redirect with the same path. */
function isMove(response: FetchResponse | undefined, from: string, to: string): boolean {
  const [old, now] = [new URL(from), new URL(to)]
  const isSame = old.pathname === now.pathname && old.search === now.search
  return PERMANENT.includes(response?.status ?? 0) && isVendor(old.origin) && isVendor(now.origin) && isSame
}

/** The target of a redirect, if the same request may be sent there with the key. */
function redirectTarget(response: FetchResponse | undefined, from: string, home: string): string | undefined {
  const location = /^30[1278]$/.test(`${response?.status}`) && response?.headers.get('location')
  if (!location || !URL.canParse(location, from)) return undefined
  const { href, username, password } = new URL(location, from)
  return isTrusted(href, home) && !username && !password ? href : undefined
}
