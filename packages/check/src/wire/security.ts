import { type Contract, isObject, type Operation } from '@testsigma-tms/spec/contract'
import { joinTerm, type Term } from '../terms/term.ts'
import type { Add } from './change.ts'
import { stable } from './schema/canonical.ts'

/** One alternative of a security requirement. */
interface Demand {
  /** Schemes by their properties instead of their names, with their scopes. */
  readonly schemes: ReadonlyMap<string, { readonly name: string; readonly scopes: readonly string[] }>
}

export interface Contracts {
  readonly released: Contract
  readonly current: Contract
}

/** Compares the security requirements of an operation. */
export function compareSecurity({ released, current }: Contracts, was: Operation, is: Operation, add: Add): void {
  const [before, after] = [demandsOf(released, was), demandsOf(current, is)]
  const isOwn = was.definition.security !== undefined || is.definition.security !== undefined
  const term: Term = isOwn ? joinTerm(was.pointer.slice(1), 'security') : '/security'
  const subject = isOwn ? was.id : 'API'
  const schemes = [...before, ...after].flatMap((demand) => [...demand.schemes.values()].map(({ name }) => name))
  const about = { term, rule: 'security', subject, subjects: isOwn ? [subject] : [...new Set(schemes)].slice(0, 1) }
  const refused = before.filter((old) => !after.some((now) => isMetBy(now, old)))
  if (refused[0]) add({ ...about, impact: 'breaking', what: demandText(refused[0], after) })
  const more = after.filter((now) => !before.some((old) => isMetBy(old, now)))
  if (refused.length === 0 && more.length > 0) {
    add({ ...about, impact: 'addition', what: freedomText(before, after) })
  }
}

/** Without requirements, every request is accepted. */
function demandsOf(contract: Contract, { security }: Operation): Demand[] {
  const alternatives = security.length === 0 ? [{}] : security
  return alternatives.map((alternative) => ({
    schemes: new Map(
      Object.entries(alternative).map(([name, scopes]) => [identityOf(contract, name), { name, scopes: [...scopes] }]),
    ),
  }))
}

/** Identifies a scheme by its properties, so that renaming it changes nothing. */
function identityOf({ securitySchemes }: Contract, name: string): string {
  const scheme: unknown = securitySchemes.get(name)
  if (!isObject(scheme)) return `unknown scheme ${name}`
  const { description: _, bearerFormat: __, flows, ...own } = scheme
  const addresses = isObject(flows) ? Object.entries(flows).map(([flow, facts]) => [flow, withoutScopes(facts)]) : []
  return stable({ ...own, scheme: String(own.scheme ?? '').toLowerCase(), flows: addresses } as never)
}

/** The list of available scopes is documentation; operations declare which ones they require. */
function withoutScopes(flow: unknown): unknown {
  if (!isObject(flow)) return flow
  const { scopes: _, ...addresses } = flow
  return addresses
}

/** Whether a request that satisfies `given` also satisfies `asked`. */
function isMetBy(asked: Demand, given: Demand): boolean {
  return [...asked.schemes].every(([identity, { scopes }]) => {
    const own = given.schemes.get(identity)
    return own !== undefined && scopes.every((scope) => own.scopes.includes(scope))
  })
}

function demandText(refused: Demand, after: readonly Demand[]): string {
  if (refused.schemes.size === 0) return 'a key is required now'
  const [asked] = after
  for (const [identity, { name, scopes }] of asked?.schemes ?? []) {
    const own = refused.schemes.get(identity)
    const more = own ? scopes.filter((scope) => !own.scopes.includes(scope)) : []
    if (more.length > 0)
      return `${more.length > 1 ? 'the scopes' : 'the scope'} ${more.map(quoted).join(', ')} of \`${name}\` ${more.length > 1 ? 'are' : 'is'} required now`
    if (!own && refused.schemes.size < (asked?.schemes.size ?? 0)) return `\`${name}\` is required in addition now`
  }
  const names = [...refused.schemes.values()].map(({ name }) => quoted(name))
  const isSameName = after.some(({ schemes }) => [...schemes.values()].some(({ name }) => names.includes(quoted(name))))
  return isSameName
    ? `the security scheme ${names.join(' with ')} works differently now`
    : `${names.join(' with ')} is no longer accepted`
}

function freedomText(before: readonly Demand[], after: readonly Demand[]): string {
  if (after.some(({ schemes }) => schemes.size === 0)) return 'no key is required any more'
  if (after.length > before.length) return 'another way to authenticate was added'
  return 'fewer scopes are required'
}

function quoted(text: string): string {
  return `\`${text}\``
}
