import { readContract } from '@testsigma-tms/spec/contract'
import { describe, expect, it } from 'vitest'
import { SchemaComparison } from '../src/wire/schema/compare-schemas.ts'
import { changesBetween } from './wire/contracts.ts'
import type { Edit } from './wire/examples.ts'
import { documentOf } from './wire/oracle.ts'
import { FIELDS } from './wire/siblings/fields.ts'
import { REQUESTS } from './wire/siblings/requests.ts'
import { RESPONSES } from './wire/siblings/responses.ts'
import { VALUES } from './wire/siblings/values.ts'

const OTHER = { type: 'object', properties: { o: { type: 'string' } } }
const ROOT = '#/components/schemas/Root'

describe('schemas', () => {
  it.each([...FIELDS, ...VALUES])('%s', (_name, before, after, breaks) => {
    const [was, is] = [before, after].map((schema) =>
      readContract(documentOf({ Root: schema, Other: OTHER, Marked: { ...OTHER, readOnly: true } })),
    )
    if (!was || !is) throw new Error('Both contracts are given.')
    const comparison = new SchemaComparison(was, is)
    const isBroken = (direction: 'request' | 'response') =>
      comparison
        .changes(direction, comparison.released.at(ROOT), comparison.current.at(ROOT))
        .some(({ impact }) => impact === 'breaking')

    expect({ request: isBroken('request'), response: isBroken('response') }).toEqual({
      request: breaks === 'both' || breaks === 'requests',
      response: breaks === 'both' || breaks === 'responses',
    })
  })
})

describe('operations', () => {
  it.each([...REQUESTS, ...RESPONSES])('%s', (_name, before, after, verdict) => {
    const { breaking, additions } = changesBetween(onlyTheirs(before), onlyTheirs(after))

    expect(breaking.length > 0 ? 'break' : additions.length > 0 ? 'addition' : 'nothing').toBe(verdict)
  })
})

/** The edits are of these paths, and comparing all the others takes most of the time. */
function onlyTheirs(edit: Edit): Edit {
  return (bundle) => {
    bundle.paths = Object.fromEntries(['/labels', '/projects'].map((path) => [path, bundle.paths[path] ?? {}]))
    edit(bundle)
  }
}
