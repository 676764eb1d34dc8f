/** Lists of lookup values by their name in the file, with their name in the store. Results cannot be changed. */
export const lookupLists = {
  types: 'types',
  statuses: 'case_statuses',
  automation_types: 'automation_types',
  priorities: 'priorities',
} as const

export type LookupName = keyof typeof lookupLists

/** The content of an account file. References are by name, those to users by e-mail address. */
export interface Account {
  lookups?: Partial<Record<LookupName, string[]>>
  labels?: string[]
  users?: AccountUser[]
  projects?: AccountProject[]
}

interface AccountUser {
  email: string
  first_name: string
  last_name: string
  status?: 'active' | 'inactive'
}

export interface AccountProject {
  name: string
  human_id_prefix: string
  description?: string
  folders?: string[]
  test_cases?: AccountTestCase[]
}

export interface AccountTestCase {
  title: string
  description?: string
  preconditions?: string
  steps?: string
  expected_results?: string
  folder?: string
  labels?: string[]
  type?: string
  status?: string
  automation_type?: string
  priority?: string
  owner?: string
  reviewer?: string
}

const text = { type: 'string' }
const line = { type: 'string', pattern: String.raw`^\S(.*\S)?$` }
const names = { type: 'array', items: line }

/** The same as a JSON Schema for Ajv. */
export const accountSchema = closed({
  lookups: closed(Object.fromEntries(Object.keys(lookupLists).map((name) => [name, { ...names, minItems: 1 }]))),
  labels: names,
  users: {
    type: 'array',
    items: closed(
      {
        email: { type: 'string', format: 'email' },
        first_name: text,
        last_name: text,
        status: { enum: ['active', 'inactive'] },
      },
      ['email', 'first_name', 'last_name'],
    ),
  },
  projects: {
    type: 'array',
    items: closed({ name: line, human_id_prefix: line, description: text, folders: names, test_cases: testCases() }, [
      'name',
      'human_id_prefix',
    ]),
  },
})

function testCases(): object {
  const texts = { description: text, preconditions: text, steps: text, expected_results: text }
  const references = { folder: line, type: line, status: line, automation_type: line, priority: line }
  const people = { owner: line, reviewer: line }
  return {
    type: 'array',
    items: closed({ title: line, ...texts, ...references, ...people, labels: names }, ['title']),
  }
}

function closed(properties: Record<string, object>, required: string[] = []): object {
  return { type: 'object', properties, required, additionalProperties: false }
}
