import fc from 'fast-check'
import { ContractError, isObject, type Json, joinPointer, readCall, readContract } from '../contract/index.ts'
import bundle from '../dist/openapi.json' with { type: 'json' }

/** What is put in the place of something. */
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

/** Numbers that lead to a place in the document, and what is put there. */
const edit = fc.record({ way: fc.array(fc.nat(), { minLength: 2, maxLength: 9 }), value: wrong })

/**
 * Reads copies of the contract in which a few parts are wrong, in every way there is. Each is read, or refused with the
 * pointer of what is wrong; nothing else may be thrown, and nothing may go on for ever.
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
    throw new Error(`Expected some documents to be refused, got ${refused} of ${numRuns}`)
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
