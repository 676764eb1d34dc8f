import type { TestsigmaClient } from '@testsigma-tms/client'
import { Agenda, type Visit } from './agenda.ts'
import { type Outage, OutageWatch } from './outage-watch.ts'
import { hasPageSize, listBefore, type Params, parameterAfter, parametersIn, type Reader } from './routes.ts'
import { type Visited, visit } from './visit.ts'

export interface ExploreOptions {
  readonly tms: TestsigmaClient
  readonly readers: readonly Reader[]
  /** IDs given by the caller, by parameter. Those of `project_id` replace the listed ones. */
  readonly ids: Readonly<Record<string, readonly string[]>>
  /** Called before each call with the number of operations seen so far. */
  readonly onVisit?: (name: string, seen: number) => void
  /**
   * Called when it is known whether the responses since the last time came from the API, or from something in front of
   * it.
   */
  readonly onSettled?: (isOfApi: boolean) => Promise<void>
}

/** The result of exploring an API. */
export interface Exploration {
  /** Operations that responded with success, by name. */
  readonly seen: ReadonlySet<string>
  /** Why the others were not seen, and whether the API failed or only data was missing. */
  readonly unseen: readonly { readonly name: string; readonly reason: string; readonly isFailure: boolean }[]
  /** Operations that responded with 404 for IDs that the API itself has listed. */
  readonly lost: readonly string[]
  /** Lists that could not be read to their end. */
  readonly brokenLists: readonly { readonly name: string; readonly reason: string }[]
  readonly isBudgetSpent: boolean
  /** Whether the account has no project, so that nothing in a project could be read. */
  readonly hasNoProject: boolean
  /** The outage that ended the exploration, with the first call that failed. */
  readonly outage: Outage | undefined
}

/** Number of useful responses after which an operation is not called again. */
const SAMPLES = 3
const MOST_PAGES = 3
/** Maximum number of list entries whose IDs are used. */
const MOST_ENTRIES = 10

/** Calls every read-only operation with IDs from lists, until each has enough useful responses. */
export async function explore(options: ExploreOptions): Promise<Exploration> {
  const walk = new Walk(options)
  await walk.run()
  return walk.result()
}

class Walk {
  readonly #options: ExploreOptions
  readonly #agenda = new Agenda(SAMPLES)
  readonly #seen = new Set<string>()
  readonly #failures = new Map<string, Extract<Visited, { kind: 'failed' }>>()
  readonly #broken = new Map<string, string>()
  /** Lists that had an entry at least once. */
  readonly #filled = new Set<string>()
  readonly #watch = new OutageWatch()
  #isBudgetSpent = false
  /** The last successful call, which is repeated when others fail. */
  #working: Visit | undefined

  constructor(options: ExploreOptions) {
    this.#options = options
  }

  async run(): Promise<void> {
    const { readers, ids, tms, onVisit } = this.#options
    for (const reader of readers) if (!reader.operation.path.includes('{')) this.#agenda.add(reader, {})
    for (const id of ids.project_id ?? []) this.#follow('/projects', 'project_id', { project_id: id })
    for (let next = this.#agenda.next(); next !== undefined && !this.#isOver(); next = this.#agenda.next()) {
      const { reader, params } = next
      onVisit?.(reader.name, this.#seen.size)
      await this.#note(reader, params, await visit(tms, reader, params, MOST_PAGES))
      if (this.#watch.isSuspicious) await this.#tryAgain()
      if (this.#watch.isCalm) await this.#options.onSettled?.(true)
    }
    await this.#options.onSettled?.(this.#watch.outage === undefined)
  }

  /** Repeats the last successful call. If that fails too, the failures are an outage and not a change of the API. */
  async #tryAgain(): Promise<void> {
    const { reader, params } = this.#working ?? {}
    const visited = reader && (await visit(this.#options.tms, reader, params ?? {}, 1))
    if (visited?.kind === 'budget spent') this.#isBudgetSpent = true
    this.#watch.decide(visited?.kind === 'seen', reader?.name)
  }

  async #note(reader: Reader, params: Params, visited: Visited): Promise<void> {
    const { name } = reader
    if (visited.kind === 'budget spent') this.#isBudgetSpent = true
    this.#watch.note(reader, visited, this.#isListed(reader))
    if (visited.kind === 'failed') this.#failures.set(name, visited)
    if (visited.kind === 'outage' || visited.kind === 'refused') {
      this.#failures.set(name, { kind: 'failed', status: undefined, reason: `it ${visited.reason}` })
    }
    if (visited.kind === 'broken list') this.#broken.set(name, visited.reason)
    if (visited.kind !== 'seen') return
    const isFirst = !this.#seen.has(name)
    this.#seen.add(name)
    this.#working = { reader, params }
    if (visited.isEmpty) return
    this.#agenda.saw(reader)
    this.#filled.add(reader.operation.path)
    for (const id of visited.ids.slice(0, MOST_ENTRIES)) this.#followEntry(reader.operation.path, params, id)
    const wasShort = visited.pages === 1 && visited.ids.length > 1
    if (isFirst && wasShort && hasPageSize(reader)) await this.#turnPages(reader, params)
  }

  #isOver(): boolean {
    return this.#isBudgetSpent || this.#watch.outage !== undefined
  }

  /** Reads a list that fits on one page again with page_size 1, to check its paging. */
  async #turnPages(reader: Reader, params: Params): Promise<void> {
    const visited = await visit(this.#options.tms, reader, { ...params, page_size: 1 }, 2)
    if (visited.kind !== 'seen') await this.#note(reader, params, visited)
  }

  #followEntry(list: string, params: Params, id: string): void {
    const names = this.#options.readers.flatMap(({ operation }) => parameterAfter(list, operation.path) ?? [])
    for (const name of new Set(names)) {
      const isNamed = this.#options.ids[name] !== undefined && name === 'project_id'
      if (!isNamed) this.#follow(list, name, { ...params, [name]: id })
    }
  }

  /** Adds the calls that have become possible with the value of a parameter. */
  #follow(list: string, parameter: string, params: Params): void {
    for (const reader of this.#options.readers) {
      const { path } = reader.operation
      if (parameterAfter(list, path) !== parameter) continue
      const missing = parametersIn(path).filter((name) => !(name in params))
      if (missing.length === 0) this.#agenda.add(reader, params)
      const [only, ...more] = missing
      if (only === undefined || more.length > 0) continue
      for (const id of this.#options.ids[only] ?? []) this.#agenda.add(reader, { ...params, [only]: id })
    }
  }

  result(): Exploration {
    const unseen = this.#options.readers
      .filter(({ name }) => !this.#seen.has(name) && !this.#broken.has(name))
      .map((reader) => ({ name: reader.name, ...this.#reasonFor(reader) }))
    return {
      seen: this.#seen,
      unseen: unseen.filter(({ name }) => this.#watch.outage !== undefined || !this.#isLost(name)),
      lost: this.#watch.outage ? [] : unseen.map(({ name }) => name).filter((name) => this.#isLost(name)),
      brokenLists: [...this.#broken].map(([name, reason]) => ({ name, reason })),
      isBudgetSpent: this.#isBudgetSpent,
      hasNoProject: this.#hasNoProject(),
      outage: this.#watch.outage,
    }
  }

  #hasNoProject(): boolean {
    const { readers, ids } = this.#options
    const isNeeded = readers.some(({ operation }) => parametersIn(operation.path).includes('project_id'))
    return isNeeded && ids.project_id === undefined && this.#seen.has('GET /projects') && !this.#filled.has('/projects')
  }

  #isLost(name: string): boolean {
    const reader = this.#options.readers.find((one) => one.name === name)
    return this.#failures.get(name)?.status === 404 && reader !== undefined && this.#isListed(reader)
  }

  /** Whether all IDs in the path were listed by the API itself. */
  #isListed({ operation }: Reader): boolean {
    const parameters = parametersIn(operation.path)
    return parameters.length > 0 && !parameters.some((parameter) => parameter in this.#options.ids)
  }

  #reasonFor({ name, operation }: Reader): { reason: string; isFailure: boolean } {
    const failure = this.#failures.get(name)
    if (failure !== undefined) return { reason: failure.reason, isFailure: true }
    if (this.#isBudgetSpent) return { reason: 'no request was left', isFailure: true }
    const { outage } = this.#watch
    if (outage) return { reason: `outage: the API ${outage.reason}`, isFailure: true }
    const lists = new Set(this.#options.readers.map((reader) => reader.operation.path))
    for (const parameter of parametersIn(operation.path)) {
      const list = listBefore(operation.path, parameter)
      if (!lists.has(list)) return { reason: unlisted(parameter), isFailure: false }
      if (!this.#filled.has(list) && this.#options.ids[parameter] === undefined) {
        return { reason: `GET ${list} lists nothing`, isFailure: false }
      }
    }
    return { reason: 'no call reached it', isFailure: true }
  }
}

function unlisted(parameter: string): string {
  return `no list contains its ${parameter}; set one with --id ${parameter}=<id>`
}
