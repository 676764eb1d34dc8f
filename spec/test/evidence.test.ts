import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  contract,
  isObject,
  type Json,
  type JsonObject,
  mediaTypes,
  operation,
  operations,
  problems,
  requiredPlaces,
  usedProperties,
  without,
} from './contract.ts'

interface Evidence {
  operationId: string
  kind: 'request' | 'response'
  status: number | null
  contentType: string
  source: string
  date: string
  note?: string
  body: Json
}

const folder = new URL('../evidence/', import.meta.url)
const files = (readdirSync(folder, { recursive: true }) as string[])
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replaceAll('\\', '/'))
  .sort()

function read(file: string): Evidence {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Evidence
}

function schemaPointer(evidence: Evidence): string {
  const { pointer } = operation(evidence.operationId)
  const owner = evidence.kind === 'request' ? `${pointer}/requestBody` : `${pointer}/responses/${evidence.status}`
  const media = mediaTypes(owner).find(({ contentType }) => contentType === evidence.contentType)
  if (!media) throw new Error(`${owner} has no ${evidence.contentType}`)
  return `${media.pointer}/schema`
}

function isMarked(schema: JsonObject): boolean {
  const provenance = schema['x-provenance'] as { source: string } | undefined
  return provenance !== undefined && provenance.source !== 'documented'
}

const validated = new Set<string>()
let removed = 0

describe.each(files)('%s', (file) => {
  const evidence = read(file)

  test('says what it is evidence of', () => {
    const [side, name] = file.split('/') as [string, string]
    expect(['documented', 'observed']).toContain(side)
    expect(name).toMatch(new RegExp(`^${evidence.operationId}\\.${evidence.kind}(\\.[a-z0-9-]+)?\\.json$`))
    expect(evidence.source).not.toBe('')
    expect(evidence.date).toMatch(/^\d{4}-\d{2}(-\d{2})?$/)
    if (side === 'observed') expect(evidence.note).toContain('Reconstructs the recorded structure')
  })

  test('is valid, and has nothing that the contract does not declare', () => {
    expect(problems(schemaPointer(evidence), evidence.body)).toEqual([])
    validated.add(file)
  })

  test('is invalid without any one of the required fields', () => {
    const pointer = schemaPointer(evidence)
    for (const path of requiredPlaces(pointer, evidence.body)) {
      const missing = problems(pointer, without(evidence.body, path))
      expect(missing, `without ${path.join('.')}`).not.toEqual([])
      removed += 1
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
    const documented = files.filter((file) => file.startsWith('documented/')).map(read)
    const shown = new Set(documented.flatMap((evidence) => usedProperties(schemaPointer(evidence), evidence.body)))
    const schemas = (contract.components as JsonObject).schemas as JsonObject
    const unmarked = Object.entries(schemas).flatMap(([name, schema]) => {
      if (!isObject(schema) || isMarked(schema)) return []
      return Object.entries((schema.properties ?? {}) as JsonObject)
        .filter(([, property]) => !isMarked(property as JsonObject))
        .map(([property]) => `#/components/schemas/${name}/properties/${property}`)
    })
    expect(unmarked.filter((pointer) => !shown.has(pointer))).toEqual([])
  })

  test('has the documented answer of every documented operation, and the documented body where there is one', () => {
    for (const { operationId, definition } of operations) {
      const documented = (definition['x-provenance'] as { source: string }).source === 'documented'
      if (!documented) continue
      expect(files).toContain(`documented/${operationId}.response.json`)
      if (definition.requestBody) expect(files).toContain(`documented/${operationId}.request.json`)
    }
  })
})
