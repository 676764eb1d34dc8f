import type { Outcome } from '../report/result.ts'
import { Comparison } from './compare.ts'
import type { Contract } from './contract.ts'
import { type Recorded, Unreadable } from './recorded.ts'

const FIX =
  'if the API is right, change the contract there (`pnpm generate` afterwards); if not, tell those who run the API'

/** Holds recorded exchanges against a contract. `addresses` tell the API's from others. */
export async function checkTraffic(
  contract: Contract,
  addresses: readonly string[],
  recorded: readonly Recorded[],
): Promise<Outcome> {
  const comparison = new Comparison(contract, addresses)
  const isOurs = ({ url, method }: Recorded) => comparison.isOurs(url) && method !== 'OPTIONS'
  const ours = recorded.filter(isOurs)
  const others = recorded.filter((one) => !isOurs(one))
  const unread: string[] = []
  for (const one of ours) {
    await one
      .read()
      .then((exchange) => comparison.add(exchange))
      .catch((error) => {
        if (!(error instanceof Unreadable)) throw error
        unread.push(error.message)
      })
  }
  if (ours.length === 0) throw new Error(onlyForeign(others, addresses))
  return {
    findings: await comparison.findings(FIX),
    compared: { exchanges: comparison.compared, operations: comparison.coverage.operations },
    incomplete: incompleteness(unread, comparison),
    notes: [...foreignNote(others), ...redirectNote(comparison), ...unknownNote(comparison)],
  }
}

function incompleteness(unread: readonly string[], comparison: Comparison): string | undefined {
  if (unread.length > 0) return `${unread.length} exchanges could not be compared: ${unread.slice(0, 5).join(' ')}`
  if (comparison.compared > 0) return undefined
  return 'No exchange was compared: none is of an operation of the contract. Is the base URL right?'
}

function onlyForeign(others: readonly Recorded[], addresses: readonly string[]): string {
  const origins = [...byOrigin(others).keys()].slice(0, 5).join(', ')
  return (
    `None of the ${others.length} exchanges is of the API: expected URLs below ${addresses.join(' or ')}, ` +
    `got ${origins}. Say where the API is with --base-url.`
  )
}

function foreignNote(others: readonly Recorded[]): string[] {
  if (others.length === 0) return []
  const counts = [...byOrigin(others)].map(([origin, count]) => `${origin} ${count}`)
  return [`${others.length} foreign exchanges were left out: ${counts.join(', ')}.`]
}

function byOrigin(others: readonly Recorded[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { url, method } of others) {
    const { origin, protocol } = new URL(url)
    const place = origin === 'null' ? protocol : origin
    const name = method === 'OPTIONS' ? `${place} (OPTIONS)` : place
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

/** Redirects say nothing about an operation; the request that follows does. */
export function redirectNote({ redirects }: Comparison): string[] {
  return redirects.size === 0 ? [] : [`The API redirects to ${[...redirects].join(', ')}.`]
}

function unknownNote({ unknown }: Comparison): string[] {
  return unknown === 0 ? [] : [`${unknown} requests are known neither to the contract nor to the API.`]
}
