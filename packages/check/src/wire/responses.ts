import type { Header, Operation, Response } from '@testsigma-tms/spec/contract'
import { asTerm, joinTerm } from '../terms/term.ts'
import type { Add } from './change.ts'
import { compareContent } from './content.ts'
import { compareHeader } from './parameters.ts'
import type { SchemaComparison } from './schema/compare-schemas.ts'

export function compareResponses(comparison: SchemaComparison, was: Operation, is: Operation, add: Add): void {
  const [before, after] = [byStatus(was), byStatus(is)]
  const about = { subject: was.id, subjects: [was.id] }
  const compare = (old: Response, now: Response, status: string) => {
    compareResponse(comparison, was.id, { ...old, status }, now, add)
  }
  for (const [status, response] of before) {
    const now = after.get(status) ?? rangeFor(after, status)
    const what = `the response ${response.status} was removed`
    if (now) compare(response, now, response.status)
    else add({ ...about, term: asTerm(response.pointer), impact: 'breaking', rule: 'response-removed', what })
  }
  for (const [status, response] of after) {
    if (before.has(status)) continue
    const what = `the response ${response.status} was added`
    add({ ...about, term: asTerm(response.pointer), impact: 'addition', rule: 'response-added', what })
    // It is no longer what the range says that it was in.
    const old = rangeFor(before, status)
    if (old) compare(old, response, response.status)
  }
}

function byStatus({ responses }: Operation): Map<string, Response> {
  return new Map(Array.from(responses, ([status, response]) => [status.toUpperCase(), response]))
}

/** What there is for a status that is not listed: a range such as `4XX`, or the default response. */
function rangeFor(responses: ReadonlyMap<string, Response>, status: string): Response | undefined {
  return responses.get(`${status[0]}XX`) ?? responses.get('DEFAULT')
}

function compareResponse(comparison: SchemaComparison, operation: string, was: Response, is: Response, add: Add): void {
  const part = `response ${was.status}`
  const term = asTerm(was.pointer)
  const contents = { was, is, direction: 'response', operation, part, term: joinTerm(term, 'content') } as const
  compareContent(comparison, contents, add)
  compareHeaders(comparison, operation, was, is, add)
}

function compareHeaders(comparison: SchemaComparison, operation: string, was: Response, is: Response, add: Add): void {
  const [before, after] = [byName(was), byName(is)]
  const name = (header: Header) => `the header \`${header.name}\` of the response ${was.status}`
  for (const [key, header] of before) {
    const now = after.get(key)
    const term = asTerm(header.pointer)
    const headers = { was: header, direction: 'response', operation, name: name(header), term } as const
    if (now) compareHeader(comparison, { ...headers, is: now }, add)
    else {
      const what = `${name(header)} was removed`
      const place = joinTerm(asTerm(was.pointer), 'headers', header.name)
      const isOwn = was.pointer !== is.pointer
      add({
        isOwn,
        term: place,
        impact: 'breaking',
        rule: 'header-removed',
        subject: operation,
        what,
        subjects: [operation],
      })
    }
  }
  for (const [key, header] of after) {
    if (before.has(key)) continue
    const what = `${name(header)} was added`
    add({
      term: joinTerm(asTerm(is.pointer), 'headers', header.name),
      impact: 'addition',
      rule: 'header-added',
      subject: operation,
      what,
      subjects: [operation],
    })
  }
}

/** OpenAPI ignores a `Content-Type` header here. */
function byName({ headers }: Response): Map<string, Header> {
  const named = Array.from(headers, ([name, header]): [string, Header] => [name.toLowerCase(), header])
  return new Map(named.filter(([name]) => name !== 'content-type'))
}
