import type { Random } from '../../src/seed/random.ts'
import type { World } from './world.ts'

export interface Schema {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  minimum?: number
  pattern?: string
  properties?: Record<string, Schema>
  required?: string[]
  readOnly?: boolean
  items?: Schema
  contentSchema?: Schema
}

/** The context in which a value is used. */
export interface Place {
  random: Random
  world: World
  project: string
  run: string
  /** Whether values should be at the limits of what is allowed. */
  atEdge: boolean
}

const words = 'Sign in Patient portal appointment basket refund invoice search Überweisung 検索 🐞'.split(' ')
const odd = ['', ' ', '\u0000', '\ud800', "' or 1=1 --", '%', '_', '\\', '<b>', '__proto__', 'x'.repeat(5000), '\r\n']

/** A valid value for the schema, with references to existing entities. */
export function makeValue(schema: Schema, field: string, place: Place): unknown {
  const { random, world, project, run, atEdge } = place
  if (schema.properties) return objectOf(schema, place)
  if (schema.items) return listOf(schema.items, field, place)
  if (schema.enum) return random.pick(schema.enum)
  if (field === 'test_case_id' && run) return world.caseOfRun(random, run, project)
  if (field === 'human_id') return `X-${random.int(100)}`
  if (world.isReference(field)) return world.refer(random, field, project)
  if (schema.format === 'uuid') return random.uuid()
  if (schema.type === 'integer' || schema.type === 'number') return numberOf(schema, place)
  return atEdge && random.chance(0.5) ? random.pick(odd) : `${text(random)} ${random.int(1e9)}`
}

export function text(random: Random): string {
  return Array.from({ length: 1 + random.int(4) }, () => random.pick(words)).join(' ')
}

function objectOf({ properties = {}, required = [] }: Schema, place: Place): object {
  if ('operator' in properties) return filter(place)
  const { random, atEdge } = place
  // Read-only fields are refused unless they equal the stored value, so a request rarely contains one.
  const chanceOf = ({ readOnly }: Schema) => (readOnly ? 0.02 : atEdge ? 0.8 : 0.3)
  const names = Object.entries(properties)
    .filter(([name, schema]) => required.includes(name) || random.chance(chanceOf(schema)))
    .map(([name]) => name)
  return Object.fromEntries(names.map((name) => [name, makeValue(properties[name] ?? {}, name, place)]))
}

/** A filter by which a run selects test cases. */
function filter({ random, world, project }: Place): object {
  const field = random.chance(0.8) ? 'id' : 'folder_id'
  const reference = field === 'id' ? 'test_case_id' : field
  const values = Array.from({ length: 1 + random.int(3) }, () => world.refer(random, reference, project))
  return { field, operator: 'IN', values: [...new Set(values)] }
}

function listOf(items: Schema, field: string, place: Place): unknown[] {
  const { random, atEdge } = place
  const length = atEdge ? random.pick([0, 1, 30]) : random.int(3)
  const values = Array.from({ length }, () => makeValue(items, field, place))
  return values.filter((value, index) => typeof value !== 'string' || values.indexOf(value) === index)
}

function numberOf({ type, format, minimum = -5 }: Schema, { random, atEdge }: Place): number {
  const most = format === 'int64' ? Number.MAX_SAFE_INTEGER : 2 ** 31 - 1
  if (atEdge) return random.pick([minimum, minimum + 1, most, 0, 1])
  if (format === 'int64') return 1_700_000_000_000 + random.int(1e9)
  return Math.max(minimum, 1 + random.int(30)) + (type === 'number' ? 0.5 : 0)
}
