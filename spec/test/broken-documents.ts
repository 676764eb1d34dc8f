import fc from 'fast-check'
import { ContractError, isObject, type Json, joinPointer, readCall, readContract } from '../contract/index.ts'
import bundle from '../dist/openapi.json' with { type: 'json' }

/** Replacement values. */
const wrong: fc.Arbitrary<Json> = fc.constantFrom<Json[]>(
  null,
  true,
  7,
  'text',
  [],
  {},
  [null],
  { $ref: '#/components/schemas/User' },
  { $ref: '#/components/schemas/None' },
  { $ref: '#' },
  { $ref: 7 },
  { $ref: '#/paths', description: 'elsewhere' },
  { allOf: [{ $ref: '#/components/schemas/Folder' }] },
)

/** Numbers that select a location in the document, and the replacement value. */
const edit = fc.record({ way: fc.array(fc.nat(), { minLength: 2, maxLength: 9 }), value: wrong })

/**
 * Reads random copies of the contract in which up to three values are wrong. Each is read, or rejected with the pointer
 * of the wrong value; no other error may be thrown, and reading must end.
 */
export function readBrokenDocuments(numRuns: number, seed: number): void {
  let refused = 0
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const document = structuredClone(bundle) as Json
      for (const { way, value } of edits) put(document, way, value)
      try {
        readAll(document)
      } catch (error) {
        if (!(error instanceof ContractError)) throw error
        refused += 1
      }
    }),
    { numRuns, seed },
  )
  if (refused === 0 || refused === numRuns)
    throw new Error(`Expected some documents to be rejected, got ${refused} of ${numRuns}`)
}

function readAll(document: Json): void {
  const contract = readContract(document)
  for (const operation of contract.operations) {
    if (operation.sdk && operation.success) readCall(contract, operation)
  }
  for (const [name, schema] of contract.schemas) {
    contract.resolve(schema)
    contract.follow(schema)
    contract.fields(joinPointer('#/components/schemas', name))
  }
}

function put(document: Json, way: readonly number[], value: Json): void {
  let owner = document
  for (const [step, number] of way.entries()) {
    if (typeof owner !== 'object' || owner === null) return
    const names = Object.keys(owner)
    const name = names[number % names.length]
    if (name === undefined) return
    const next: Json | undefined = isObject(owner) ? owner[name] : (owner as Json[])[Number(name)]
    if (step < way.length - 1 && typeof next === 'object' && next !== null) owner = next
    else {
      Object.assign(owner, { [name]: structuredClone(value) })
      return
    }
  }
}
