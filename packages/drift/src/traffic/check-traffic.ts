import type { Exchange } from '@testsigma-tms/spec/conformance'
import type { Outcome } from '../report/result.ts'
import { Comparison, nameOf } from './compare.ts'
import type { Contract } from './contract.ts'
import { isOutage } from './is-outage.ts'
import { type Recorded, type RecordedItem, Unreadable } from './recorded.ts'

const FIX =
  'if the API is right, change the contract there (`pnpm generate` afterwards); if not, report it to the operators of the API'

/** Maximum number of problems listed; the others are only counted. */
const MOST_NAMED = 5

/** Compares recorded exchanges with a contract. `addresses` are the base URLs of the API. */
export async function checkTraffic(
  contract: Contract,
  addresses: readonly string[],
  recorded: AsyncIterable<RecordedItem> | Iterable<RecordedItem>,
  onProgress: (text: string) => void = () => {},
): Promise<Outcome> {
  const traffic = new Traffic(new Comparison(contract, addresses))
  let count = 0
  for await (const item of recorded) {
    await traffic.add(item)
    onProgress(`${++count} entries read`)
  }
  return traffic.outcome(addresses)
}

/** The state of checking a recording. */
class Traffic {
  readonly #comparison: Comparison
  readonly #unread: string[] = []
  readonly #otherFiles: string[] = []
  /** Requests to other hosts, counted by origin. */
  readonly #foreign = new Map<string, number>()
  readonly #emptyFiles: string[] = []
  /** Statuses of outages by operation, and the operations that responded properly. */
  readonly #down = new Map<string, Set<number>>()
  readonly #up = new Set<string>()
  #ours = 0
  #cancelled = 0
  #partial = 0
  #withoutRequestBody = 0
  #outages = 0

  constructor(comparison: Comparison) {
    this.#comparison = comparison
  }

  async add(item: RecordedItem): Promise<void> {
    if (item.kind === 'unreadable') this.#unread.push(item.reason)
    else if (item.kind === 'other file') this.#otherFiles.push(item.file)
    else if (item.kind === 'empty') this.#emptyFiles.push(item.file)
    else if (!this.#comparison.isOurs(item.url) || isBodiless(item)) this.#noteForeign(item)
    else await this.#addOurs(item)
  }

  async #addOurs(recorded: Recorded): Promise<void> {
    this.#ours++
    // Without a response, with part of one, or with 304, there is nothing to compare.
    if (!(recorded.status > 0)) this.#cancelled++
    else if (recorded.status < 200 || recorded.status === 304 || recorded.status === 206) this.#partial++
    else {
      await recorded
        .read()
        .then((exchange) => this.#compare(exchange))
        .catch((error) => {
          if (!(error instanceof Unreadable)) throw error
          this.#unread.push(error.message)
        })
    }
  }

  async #compare(exchange: Exchange): Promise<void> {
    const operation = this.#comparison.operationOf(exchange)
    const name = operation ? nameOf(operation) : `${exchange.request.method} of no operation`
    if (!isOutage(exchange, operation)) {
      this.#up.add(name)
      if (exchange.request.isUnrecorded) this.#withoutRequestBody++
      return this.#comparison.add(exchange)
    }
    this.#outages++
    this.#down.set(name, (this.#down.get(name) ?? new Set()).add(exchange.response.status))
  }

  #noteForeign({ url, method }: Recorded): void {
    const { origin, protocol } = new URL(url)
    const place = origin === 'null' ? protocol : origin
    const name = isBodiless({ method }) ? `${place} (${method})` : place
    this.#foreign.set(name, (this.#foreign.get(name) ?? 0) + 1)
  }

  async outcome(addresses: readonly string[]): Promise<Outcome> {
    if (this.#ours === 0 && this.#unread.length === 0) throw new Error(this.#nothing(addresses))
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
    if (length === 1 && this.#ours === 0) return this.#unread[0]
    if (length > 0) {
      const rest = length > MOST_NAMED ? ` And ${length - MOST_NAMED} more.` : ''
      const noun = length === 1 ? 'part' : 'parts'
      return `${length} ${noun} of the recording could not be compared: ${this.#unread.slice(0, MOST_NAMED).join(' ')}${rest}`
    }
    const down = [...this.#down].filter(([name]) => !this.#up.has(name))
    if (down.length > 0) {
      const list = down.map(([name, statuses]) => `${name} (${[...statuses].join(', ')})`)
      return `Of ${list.slice(0, MOST_NAMED).join(', ')} only an outage was recorded, which says nothing about the contract.`
    }
    if (this.#comparison.compared > 0) return undefined
    if (this.#cancelled + this.#partial === this.#ours) {
      return 'No exchange was compared: every request was cancelled, or got no whole response.'
    }
    return 'No exchange was compared: none is of an operation of the contract. Is the base URL right?'
  }

  #nothing(addresses: readonly string[]): string {
    if (this.#foreign.size === 0) {
      const files = [...this.#emptyFiles, ...this.#otherFiles].slice(0, MOST_NAMED).join(', ')
      return `The recording contains no exchange: ${files}.`
    }
    const origins = [...this.#foreign.keys()].slice(0, 5).join(', ')
    return (
      `None of the ${this.#foreignCount()} exchanges is of the API: expected URLs below ${addresses.join(' or ')}, ` +
      `got ${origins}. Set its base URL with --base-url.`
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
      ...(this.#partial > 0 ? [`${this.#partial} responses with 1xx, 304 or 206 were left out.`] : []),
      ...(this.#withoutRequestBody > 0
        ? [
            `${this.#withoutRequestBody} request bodies (forms) were not recorded as they were sent; the responses were compared.`,
          ]
        : []),
      ...(this.#outages > 0
        ? [
            `${this.#outages} responses of an outage were left out: 5xx that the contract does not declare, or without JSON.`,
          ]
        : []),
      ...(this.#emptyFiles.length > 0 ? [`Without an exchange: ${this.#emptyFiles.slice(0, 5).join(', ')}.`] : []),
      ...(this.#otherFiles.length > 0
        ? [`Files that are no recordings: ${this.#otherFiles.slice(0, 5).join(', ')}.`]
        : []),
    ]
  }
}

/** Browsers and proxies send these methods on their own; their responses say nothing about an operation. */
function isBodiless({ method }: Pick<Recorded, 'method'>): boolean {
  return method === 'OPTIONS' || method === 'HEAD'
}

/** A redirect says nothing about an operation; the request that follows does. */
export function redirectNote({ redirects }: Comparison): string[] {
  return redirects.size === 0 ? [] : [`The API redirects to ${[...redirects].join(', ')}.`]
}

function unknownNote({ unknown }: Comparison): string[] {
  return unknown === 0 ? [] : [`${unknown} requests are known neither to the contract nor to the API.`]
}
