import { createClient, createTransport } from '@testsigma-tms/client'
import type { Exchange } from '@testsigma-tms/spec/conformance'
import type { Operation } from '@testsigma-tms/spec/contract'
import type { Finding, Outcome } from '../report/result.ts'
import { redirectNote } from '../traffic/check-traffic.ts'
import { Comparison } from '../traffic/compare.ts'
import type { Contract } from '../traffic/contract.ts'
import { isOutage } from '../traffic/is-outage.ts'
import { recordingFetch } from '../traffic/record.ts'
import { incompleteness } from './completeness.ts'
import { type Exploration, explore } from './explore.ts'

import { probe } from './probe.ts'
import { readOnly } from './read-only.ts'
import { type Reader, readersOf } from './routes.ts'

export interface LiveOptions {
  readonly apiKey: string
  /** Base URL of the API, without a trailing slash. */
  readonly baseUrl: string
  /** The contract to compare responses with. */
  readonly contract: Contract
  /** The contract from which the client was generated: the operations that it can call. */
  readonly known: Contract
  /** IDs to use, by parameter. */
  readonly ids: Readonly<Record<string, readonly string[]>>
  readonly maxRequests: number
  /** Maximum number of requests started per second. */
  readonly perSecond: number
  /** Minimum number of operations seen. @default every operation that is reachable with the account's data */
  readonly minCoverage?: number | undefined
  /** Whether an account without a project may pass. @default false */
  readonly allowEmpty?: boolean
  /** Operations seen by an earlier run, by method and path: all must be seen again. @default none */
  readonly previous?: readonly string[] | undefined
  /** Called with every response of an operation of the contract, as sent over the wire. */
  readonly onResponse?: (operation: Operation, exchange: Exchange) => Promise<void>
  /** Called with a progress text. */
  readonly onProgress?: (text: string) => void
}

/** For a complete response to one request, in milliseconds. */
const TIMEOUT = 15_000

const FIX =
  'check whether the API has changed: if so, change the contract there and run `pnpm generate`; if not, report it to the vendor'

/**
 * Reads from a running API, and compares its responses with a contract. @throws {Error} when there is no API at the
 * base URL
 */
export async function checkLive(options: LiveOptions): Promise<Outcome> {
  const { apiKey, baseUrl, contract, known, ids, maxRequests, perSecond, onResponse, onProgress } = options
  // Requests are not checked: they are generated here.
  const comparison = new Comparison(contract, [baseUrl], false)
  const compare = async (exchange: Exchange) => {
    const operation = comparison.operationOf(exchange)
    if (isOutage(exchange, operation)) return void outages++
    await comparison.add(exchange)
    if (operation !== undefined) await onResponse?.(operation, exchange)
  }
  let outages = 0
  const open: Exchange[] = []
  const fetch = recordingFetch(readOnly(globalThis.fetch, maxRequests), (exchange) => void open.push(exchange))
  const client = { apiKey, baseUrl, fetch, rateLimit: { perSecond }, timeout: TIMEOUT }
  const readers = readersOf(known)
  onProgress?.(`asking ${baseUrl}`)
  await probe(createTransport({ ...client, retry: 1 }), baseUrl, readers)
  for (const exchange of open.splice(0)) await compare(exchange)
  const exploration = await explore({
    tms: createClient(client),
    readers,
    ids,
    onVisit: (name, seen) => {
      onProgress?.(`${comparison.compared} requests, ${seen} of ${readers.length} operations; ${name}`)
    },
    onSettled: async (isOfApi) => {
      for (const exchange of open.splice(0)) if (isOfApi) await compare(exchange)
    },
  })
  const uncallable = readersOf(contract).filter(({ name }) => !readers.some((reader) => reader.name === name))
  return {
    findings: [...(await comparison.findings(FIX)), ...explorationFindings(exploration)],
    compared: { requests: comparison.compared, operations: comparison.coverage.operations },
    incomplete: incompleteness(exploration, readers.length, options),
    seen: namesToKeep(exploration, readers, options.previous),
    notes: [
      `${exploration.seen.size} of ${readers.length} read-only operations were seen.`,
      ...unseenNotes(exploration),
      ...uncallable.map(({ name }) => `Not seen: ${name}: this version of the client has no method for it.`),
      ...redirectNote(comparison),
      ...(outages > 0 ? [`${outages} responses came from an outage, and were left out.`] : []),
    ],
  }
}

/** Operations that the next run must see: those seen now or before that are still in the contract. */
function namesToKeep({ seen }: Exploration, readers: readonly Reader[], previous: readonly string[] = []): string[] {
  return readers.map(({ name }) => name).filter((name) => seen.has(name) || previous.includes(name))
}

function explorationFindings({ lost, brokenLists }: Exploration): Finding[] {
  return [
    ...lost.map((name) => ({
      where: { request: name },
      expected: 'a response for ids that the API itself has listed',
      got: 'the status 404 each time',
      fix: FIX,
    })),
    ...brokenLists.map(({ name, reason }) => ({
      where: { request: name },
      expected: 'a list that can be read to its end',
      got: reason,
      fix: FIX,
    })),
  ]
}

function unseenNotes({ unseen }: Exploration): string[] {
  const byReason = Map.groupBy(unseen, ({ reason }) => reason)
  return [...byReason].map(([reason, all]) => `Not seen: ${all.map(({ name }) => name).join(', ')}: ${reason}.`)
}
