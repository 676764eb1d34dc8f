import { isObject, type Operation, type Server } from '@testsigma-tms/spec/contract'
import { joinTerm, type Term } from '../terms/term.ts'
import type { Add } from './change.ts'
import { shown } from './words.ts'

/** Compares the servers of the API. */
export function compareServers(
  was: readonly Server[],
  is: readonly Server[],
  term: Term,
  subject: string,
  add: Add,
): void {
  const [before, after] = [was, is].map(
    (servers) => new Map(servers.map((server) => [server.url.replace(/\/+$/, ''), server])),
  )
  if (!before || !after) return
  const about = { subject }
  const [[first] = [], [now] = []] = [[...before.keys()], [...after.keys()]]
  if (first !== now && first !== undefined && now !== undefined) {
    const what = `default address changed from ${first} to ${now}`
    const subjects = [subject === 'API' ? now : subject]
    add({ ...about, term: joinTerm(term, '0'), impact: 'breaking', rule: 'default-server', what, subjects })
  }
  for (const [url, server] of before) {
    const other = after.get(url)
    const subjects = [subject === 'API' ? url : subject]
    if (other) compareVariables(server, other, joinTerm(term, url), subject, add)
    else
      add({
        ...about,
        term,
        impact: 'breaking',
        rule: 'server-removed',
        what: `the address ${url} was removed`,
        subjects,
      })
  }
  for (const url of after.keys()) {
    if (!before.has(url))
      add({
        ...about,
        term,
        impact: 'addition',
        rule: 'server-added',
        what: `the address ${url} was added`,
        subjects: [subject],
      })
  }
}

/** Compares the servers of an operation, if it overrides those of the API. */
export function compareOwnServers(
  was: Operation,
  is: Operation,
  common: readonly (readonly Server[])[],
  add: Add,
): void {
  if (was.servers === common[0] && is.servers === common[1]) return
  compareServers(was.servers, is.servers, joinTerm(was.pointer.slice(1), 'servers'), was.id, add)
}

function compareVariables(was: Server, is: Server, term: Term, subject: string, add: Add): void {
  const [before, after] = [variablesOf(was), variablesOf(is)]
  for (const [name, old] of Object.entries(before)) {
    const now = after[name]
    const subjects = [subject === 'API' ? name : subject]
    const place = { term: joinTerm(term, 'variables', name), subject, subjects, rule: 'server-variable' }
    if (now === undefined || old.default !== now.default) {
      const what = `default of \`${name}\` in the address changed from ${shown(old.default)} to ${shown(now?.default)}`
      add({ ...place, impact: 'breaking', what })
    }
    const gone = now?.enum ? (old.enum ?? ['any']).filter((value) => !now.enum?.includes(value)) : []
    if (gone.length > 0) {
      add({
        ...place,
        impact: 'breaking',
        what: `value ${gone.map(shown).join(', ')} of \`${name}\` in the address was removed`,
      })
    }
    const more = old.enum ? (now?.enum ?? ['any']).filter((value) => !old.enum?.includes(value)) : []
    if (more.length > 0) {
      add({
        ...place,
        impact: 'addition',
        what: `value ${more.map(shown).join(', ')} of \`${name}\` in the address was added`,
      })
    }
  }
}

interface Variable {
  readonly default?: string
  readonly enum?: readonly string[]
}

function variablesOf(server: Server): Record<string, Variable> {
  const { variables } = server as { readonly variables?: unknown }
  return isObject(variables) ? (variables as Record<string, Variable>) : {}
}
