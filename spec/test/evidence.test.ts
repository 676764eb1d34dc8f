import { describe, expect, test } from 'vitest'
import type { JsonObject, Schema } from '../contract/index.ts'
import { evidenceFiles, isNamedAfterContent, readEvidence, schemaOf } from '../examples/index.ts'
import { embeddedDocuments } from '../schema/index.ts'
import { contract, problems, requiredPlaces, usedProperties, without } from './bundled.ts'

const folder = new URL('../evidence', import.meta.url).pathname
const files = evidenceFiles(folder)

function isMarked({ 'x-provenance': provenance }: Schema): boolean {
  return provenance !== undefined && provenance.source !== 'documented'
}

const validated = new Set<string>()
let removed = 0

describe.each(files)('%s', (file) => {
  const evidence = readEvidence(folder, file)

  test('names its operation and its kind', () => {
    expect(isNamedAfterContent(file, evidence), file).toBe(true)
    expect(evidence.source).not.toBe('')
    expect(evidence.date).toMatch(/^\d{4}-\d{2}(-\d{2})?$/)
    if (file.startsWith('observed/')) expect(evidence.note).toContain('Reconstructs the recorded structure')
  })

  test('is valid, and has no undeclared fields', () => {
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
      const value = JSON.parse(part.text)
      for (const path of requiredPlaces(part.schemaPointer, value)) {
        const changed = { ...(evidence.body as JsonObject), [part.name]: JSON.stringify(without(value, path)) }
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
    const markedNames = new Set(
      [...contract.schemas.values()].flatMap(({ properties = {} }) =>
        Object.entries(properties).flatMap(([name, property]) => (isMarked(property) ? [name] : [])),
      ),
    )
    const unmarked = [...contract.schemas].flatMap(([name, schema]) => {
      if (isMarked(schema)) return []
      const properties = Object.entries(schema.properties ?? {}).filter(([, property]) => !isMarked(property))
      return properties.map(([property]) => `#/components/schemas/${name}/properties/${property}`)
    })
    // An update accepts the fields of a response, so they need no example of their own.
    const answered = new Set([...shown].map((pointer) => pointer.split('/').at(-1)))
    const isEchoed = (pointer: string) =>
      /\/(Update\w+Request|\w+StepInput)\/properties\//.test(pointer) &&
      (answered.has(pointer.split('/').at(-1)) || markedNames.has(String(pointer.split('/').at(-1))))
    expect(unmarked.filter((pointer) => !shown.has(pointer) && !isEchoed(pointer))).toEqual([])
  })

  test('has the documented response of every documented operation, and the documented body if there is one', () => {
    for (const { id, provenance, requestBody } of contract.operations) {
      if (provenance?.source !== 'documented') continue
      expect(files).toContain(`documented/${id}.response.json`)
      if (requestBody) expect(files).toContain(`documented/${id}.request.json`)
    }
  })
})
