import type { Outcome } from '../report/result.ts'
import { Comparison } from './compare.ts'
import type { Contract } from './contract.ts'
import { type Recorded, type RecordedItem, Unreadable } from './recorded.ts'

const FIX =
  'if the API is right, change the contract there (`pnpm generate` afterwards); if not, tell those who run the API'

/** Entries that are named when they cannot be compared; the others are counted. */
const MOST_NAMED = 5

/** Compares recorded exchanges with a contract. `addresses` tell the API's from others. */
export async function checkTraffic(
  contract: Contract,
  addresses: readonly string[],
  recorded: AsyncIterable<RecordedItem> | Iterable<RecordedItem>,
): Promise<Outcome> {
  const traffic = new Traffic(new Comparison(contract, addresses))
  for await (const item of recorded) await traffic.add(item)
  return traffic.outcome(addresses)
}

/** What has come of a recording so far. */
class Traffic {
  readonly #comparison: Comparison
  readonly #unread: string[] = []
  readonly #otherFiles: string[] = []
  /** Requests of others, by where they went. */
  readonly #foreign = new Map<string, number>()
  #ours = 0
  #cancelled = 0
  #partial = 0

  constructor(comparison: Comparison) {
    this.#comparison = comparison
  }

  async add(item: RecordedItem): Promise<void> {
    if (item.kind === 'unreadable') this.#unread.push(item.reason)
    else if (item.kind === 'other file') this.#otherFiles.push(item.file)
    else if (!this.#comparison.isOurs(item.url) || item.method === 'OPTIONS') this.#noteForeign(item)
    else await this.#addOurs(item)
  }

  async #addOurs(recorded: Recorded): Promise<void> {
    this.#ours++
    // There is nothing to compare without a response, in a part of one, and where nothing has changed.
    if (!(recorded.status > 0)) this.#cancelled++
    else if (recorded.status === 304 || recorded.status === 206) this.#partial++
    else {
      await recorded
        .read()
        .then((exchange) => this.#comparison.add(exchange))
        .catch((error) => {
          if (!(error instanceof Unreadable)) throw error
          this.#unread.push(error.message)
        })
    }
  }

  #noteForeign({ url, method }: Recorded): void {
    const { origin, protocol } = new URL(url)
    const place = origin === 'null' ? protocol : origin
    const name = method === 'OPTIONS' ? `${place} (OPTIONS)` : place
    this.#foreign.set(name, (this.#foreign.get(name) ?? 0) + 1)
  }

  async outcome(addresses: readonly string[]): Promise<Outcome> {
    if (this.#ours === 0 && this.#unread.length === 0) throw new Error(this.#onlyForeign(addresses))
    const comparison = this.#comparison
    return {
      findings: await comparison.findings(FIX),
      compared: { exchanges: comparison.compared, operations: comparison.coverage.operations },
      incomplete: this.#incompleteness(),
      notes: [...this.#notes(), ...redirectNote(comparison), ...unknownNote(comparison)],
    }
  }

  #incompleteness(): string | undefined {
    const { length } = this.#unread
    if (length > 0) {
      const rest = length > MOST_NAMED ? ` And ${length - MOST_NAMED} more.` : ''
      const noun = length === 1 ? 'exchange' : 'exchanges'
      return `${length} ${noun} could not be compared: ${this.#unread.slice(0, MOST_NAMED).join(' ')}${rest}`
    }
    if (this.#comparison.compared > 0) return undefined
    if (this.#cancelled + this.#partial === this.#ours) {
      return 'No exchange was compared: every request was cancelled, or got no whole response.'
    }
    return 'No exchange was compared: none is of an operation of the contract. Is the base URL right?'
  }

  #onlyForeign(addresses: readonly string[]): string {
    const origins = [...this.#foreign.keys()].slice(0, 5).join(', ')
    return (
      `None of the ${this.#foreignCount()} exchanges is of the API: expected URLs below ${addresses.join(' or ')}, ` +
      `got ${origins}. Say where the API is with --base-url.`
    )
  }

  #foreignCount(): number {
    return [...this.#foreign.values()].reduce((sum, count) => sum + count, 0)
  }

  #notes(): string[] {
    const counts = [...this.#foreign].map(([origin, count]) => `${origin} ${count}`)
    return [
      ...(counts.length > 0 ? [`${this.#foreignCount()} foreign exchanges were left out: ${counts.join(', ')}.`] : []),
      ...(this.#cancelled > 0 ? [`${this.#cancelled} requests without a response (cancelled) were left out.`] : []),
      ...(this.#partial > 0 ? [`${this.#partial} responses with 304 or 206 were left out.`] : []),
      ...(this.#otherFiles.length > 0
        ? [`Files that are no recordings: ${this.#otherFiles.slice(0, 5).join(', ')}.`]
        : []),
    ]
  }
}

/** Redirects say nothing about an operation; the request that follows does. */
export function redirectNote({ redirects }: Comparison): string[] {
  return redirects.size === 0 ? [] : [`The API redirects to ${[...redirects].join(', ')}.`]
}

function unknownNote({ unknown }: Comparison): string[] {
  return unknown === 0 ? [] : [`${unknown} requests are known neither to the contract nor to the API.`]
}
