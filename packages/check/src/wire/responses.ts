import type { Header, Operation, Response } from '@testsigma-tms/spec/contract'
import { asTerm, joinTerm } from '../terms/term.ts'
import type { Add } from './change.ts'
import { compareContent } from './content.ts'
import { compareHeader } from './parameters.ts'
import type { SchemaComparison } from './schema/compare-schemas.ts'

export function compareResponses(comparison: SchemaComparison, was: Operation, is: Operation, add: Add): void {
  const [before, after] = [byStatus(was), byStatus(is)]
  for (const [status, response] of before) {
    const now = after.get(status)
    if (now) compareResponse(comparison, was.id, response, now, add)
    else {
      const what = `the response ${status} was removed`
      add({
        term: asTerm(response.pointer),
        impact: 'breaking',
        rule: 'response-removed',
        subject: was.id,
        what,
        subjects: [was.id],
      })
    }
  }
  for (const [status, response] of after) {
    if (before.has(status)) continue
    const what = `the response ${status} was added`
    add({
      term: asTerm(response.pointer),
      impact: 'addition',
      rule: 'response-added',
      subject: was.id,
      what,
      subjects: [was.id],
    })
  }
}

function byStatus({ responses }: Operation): Map<string, Response> {
  return new Map(Array.from(responses, ([status, response]) => [status.toUpperCase(), response]))
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
