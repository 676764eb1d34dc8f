import { describe, expect, test } from 'vitest'
import {
  embeddedDocuments,
  evidenceFiles,
  isNamedAfterContent,
  isObject,
  type JsonObject,
  readEvidence,
  schemaOf,
} from '../examples/index.ts'
import { contract, problems, requiredPlaces, usedProperties, without } from './contract.ts'

const folder = new URL('../evidence', import.meta.url).pathname
const files = evidenceFiles(folder)

function isMarked(schema: JsonObject): boolean {
  const provenance = schema['x-provenance'] as { source: string } | undefined
  return provenance !== undefined && provenance.source !== 'documented'
}

const validated = new Set<string>()
let removed = 0

describe.each(files)('%s', (file) => {
  const evidence = readEvidence(folder, file)

  test('says what it is evidence of', () => {
    expect(isNamedAfterContent(file, evidence), file).toBe(true)
    expect(evidence.source).not.toBe('')
    expect(evidence.date).toMatch(/^\d{4}-\d{2}(-\d{2})?$/)
    if (file.startsWith('observed/')) expect(evidence.note).toContain('Reconstructs the recorded structure')
  })

  test('is valid, and has nothing that the contract does not declare', () => {
    expect(problems(schemaOf(contract, evidence), evidence.body)).toEqual([])
    validated.add(file)
  })

  test('is invalid without any one of the required fields', () => {
    const pointer = schemaOf(contract, evidence)
    for (const path of requiredPlaces(pointer, evidence.body)) {
      const missing = problems(pointer, without(evidence.body, path))
      expect(missing, `without ${path.join('.')}`).not.toEqual([])
      removed += 1
    }
    for (const part of embeddedDocuments(contract, pointer, evidence.body)) {
      for (const path of requiredPlaces(part.pointer, part.value)) {
        const changed = { ...(evidence.body as JsonObject), [part.name]: JSON.stringify(without(part.value, path)) }
        expect(problems(pointer, changed), `without ${path.join('.')} in ${part.name}`).not.toEqual([])
        removed += 1
      }
    }
  })
})

describe('the evidence as a whole', () => {
  test('was validated without exception', () => {
    console.log(`${validated.size} of ${files.length} evidence files validated, ${removed} required fields removed`)
    expect(files.length).toBeGreaterThan(90)
    expect([...validated].sort()).toEqual(files)
    expect(removed).toBeGreaterThan(500)
  })

  test('shows every property that is not marked as observed or client-sent in a documented example', () => {
    const documented = files.filter((file) => file.startsWith('documented/')).map((file) => readEvidence(folder, file))
    const shown = new Set(documented.flatMap((evidence) => usedProperties(schemaOf(contract, evidence), evidence.body)))
    const schemas = (contract.document.components as JsonObject).schemas as JsonObject
    const unmarked = Object.entries(schemas).flatMap(([name, schema]) => {
      if (!isObject(schema) || isMarked(schema)) return []
      return Object.entries((schema.properties ?? {}) as JsonObject)
        .filter(([, property]) => !isMarked(property as JsonObject))
        .map(([property]) => `#/components/schemas/${name}/properties/${property}`)
    })
    expect(unmarked.filter((pointer) => !shown.has(pointer))).toEqual([])
  })

  test('has the documented answer of every documented operation, and the documented body where there is one', () => {
    for (const { operationId, definition } of contract.operations) {
      const documented = (definition['x-provenance'] as { source: string }).source === 'documented'
      if (!documented) continue
      expect(files).toContain(`documented/${operationId}.response.json`)
      if (definition.requestBody) expect(files).toContain(`documented/${operationId}.request.json`)
    }
  })
})
