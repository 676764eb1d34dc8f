import {
  createExchangeChecker,
  type Exchange,
  type ExchangeChecker,
  type Problem,
  pathBelow,
} from '@testsigma-tms/spec/conformance'
import type { Operation } from '@testsigma-tms/spec/contract'
import type { Finding } from '../report/result.ts'
import type { Contract } from './contract.ts'
import { Coverage } from './coverage.ts'

/** Compares exchanges with a contract, and collects the differences. */
export class Comparison {
  readonly coverage: Coverage
  /** Number of exchanges compared. */
  compared = 0
  readonly redirects = new Set<string>()
  /** Number of requests that neither the contract nor the API knows. */
  unknown = 0
  readonly #contract: Contract
  readonly #addresses: string[]
  readonly #checker: ExchangeChecker
  readonly #judgesRequests: boolean
  readonly #pathWords: ReadonlySet<string>
  readonly #drifts = new Map<string, Drift>()

  /** @param judgesRequests whether a request that the API accepts against the contract is a finding */
  constructor(contract: Contract, addresses: readonly string[], judgesRequests = true) {
    this.#judgesRequests = judgesRequests
    this.#contract = contract
    this.#addresses = [...addresses]
    this.#checker = createExchangeChecker(contract)
    this.#pathWords = new Set(contract.operations.flatMap(({ path }) => path.split('/')))
    this.coverage = new Coverage(contract.operations)
  }

  /** Whether a URL belongs to the API. */
  isOurs(url: string): boolean {
    return pathBelow(url, this.#addresses) !== undefined
  }

  /** The operation of an exchange. */
  operationOf({ request }: Exchange): Operation | undefined {
    return this.#checker.find(request.method, pathBelow(request.url, this.#addresses) ?? '')
  }

  async add(exchange: Exchange): Promise<void> {
    const verdict = await this.#checker.check(exchange, this.#addresses)
    const { status, headers } = exchange.response
    if (verdict.kind === 'unknown to both') this.unknown++
    if (verdict.kind === 'redirect') this.#followRedirect(exchange.request.url, headers.get('location'))
    if (verdict.kind === 'undeclared') {
      this.compared++
      this.#note(verdict.problem, `${exchange.request.method} ${this.#templateOf(exchange)}`)
    }
    if (verdict.kind !== 'compared') return
    this.compared++
    this.coverage.add(verdict.operation, status)
    const request = nameOf(verdict.operation)
    for (const problem of this.#judgesRequests ? verdict.request : []) this.#note(problem, request)
    for (const problem of verdict.response) this.#note(problem, `${request} ${status}`)
  }

  /** One finding per declaration and kind of difference, however often it occurred. */
  findings(fix: string): Promise<Finding[]> {
    return Promise.all([...this.#drifts.values()].map((drift) => this.#asFinding(drift, fix)))
  }

  /** A redirect that keeps the path adds another base URL of the API. */
  #followRedirect(from: string, location: string | null): void {
    const target = URL.parse(location ?? '', from)
    this.redirects.add(target?.origin ?? 'elsewhere')
    const path = pathBelow(from, this.#addresses) ?? ''
    const place = `${target?.origin}${target?.pathname}`
    if (path !== '' && place.endsWith(path)) this.#addresses.push(place.slice(0, -path.length))
  }

  /** The path of an undeclared operation, with IDs replaced by `{…}`. */
  #templateOf({ request }: Exchange): string {
    const path = pathBelow(request.url, this.#addresses) ?? ''
    const words: string[] = []
    for (const word of path.split('/')) {
      // An unknown word names a collection at the beginning and after an ID, and an entry elsewhere.
      const isPlace = words.length === 1 || words.at(-1) === '{…}'
      const isShown = word === '' || this.#pathWords.has(word) || (isPlace && /^[a-z_-]{1,40}$/.test(word))
      words.push(isShown ? word : '{…}')
    }
    return words.join('/')
  }

  #note(problem: Problem, request: string): void {
    const isPlaceless = problem.rule === 'undeclared operation'
    const name = `${problem.declaredAt} ${problem.rule}${isPlaceless ? request : ''}`
    const drift = this.#drifts.get(name) ?? { problem, requests: new Set(), times: 0, got: new Set() }
    drift.times++
    drift.requests.add(request)
    drift.got.add(problem.got)
    this.#drifts.set(name, drift)
  }

  async #asFinding({ problem, requests, times, got }: Drift, fix: string): Promise<Finding> {
    const [request = '', ...others] = requests
    const at = problem.at === '' ? '' : ` at ${problem.at}`
    return {
      where: { request, ...(await this.#contract.findDeclaration(problem.declaredAt)) },
      expected: problem.expected,
      got: `${shortList(withoutLengths(got), ' or ')}${at}${count(times, others)}`,
      fix,
    }
  }
}

interface Drift {
  readonly problem: Problem
  readonly requests: Set<string>
  readonly got: Set<string>
  times: number
}

function count(times: number, others: readonly string[]): string {
  const also = others.length === 0 ? '' : `, also in ${shortList(others, ', ')}`
  return times === 1 ? '' : ` (${times} times${also})`
}

/** Drops the lengths if the shapes differ. */
function withoutLengths(shapes: ReadonlySet<string>): string[] {
  if (shapes.size === 1) return [...shapes]
  return [...new Set([...shapes].map((shape) => shape.replace(/ of \d+ (characters?|items?)$/, '')))]
}

function shortList(words: readonly string[], glue: string): string {
  const most = 3
  const rest = words.length > most ? `${glue}${words.length - most} more` : ''
  return `${words.slice(0, most).join(glue)}${rest}`
}

/** For example `GET /users`. */
export function nameOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`
}
