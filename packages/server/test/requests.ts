import { expect, inject } from 'vitest'
import { demo, type Started, start, type TestResponse } from './start.ts'

export interface Project {
  /** Sends a request below `/projects/<demo project>`, or from the root if the path starts with `//`. */
  send: (method: string, path: string, body?: unknown) => Promise<TestResponse>
  /** The same for a request that must succeed: returns `data`. */
  ask: <Data>(method: string, path: string, body?: unknown) => Promise<Data>
  started: Started
}

/** The demo project of a new server. */
export async function startProject(options?: Parameters<typeof start>[0]): Promise<Project> {
  const started = await start(options)
  return { started, ...project(started, demo.project) }
}

export function project({ call }: Pick<Started, 'call'>, id: string): Omit<Project, 'started'> {
  const send: Project['send'] = (method, path, body) => {
    const url = path.startsWith('//') ? path.slice(1) : `/projects/${id}${path}`
    if (body === undefined) return call(method, url)
    return call(method, url, { body: body instanceof FormData ? body : JSON.stringify(body) })
  }
  const ask = async <Data>(method: string, path: string, body?: unknown): Promise<Data> => {
    const response = await send(method, path, body)
    expect(response.status, JSON.stringify(response.body)).toBeLessThan(300)
    return (response.body as { data: Data }).data
  }
  return { send, ask }
}

/** The status of invalid input: 422 when documented, 400 when observed. */
export const wrongInput = inject('profile') === 'observed' ? 400 : 422

/** Expects a refusal with details that contain this text. Invalid input is given by its documented status. */
export function refusal(documented: number, details: string) {
  const status = documented === 422 ? wrongInput : documented
  return { status, body: { errors: { code: status, details: expect.stringContaining(details) } } }
}

export const nobody = '00000000-0000-4000-8000-000000000000'

/** IDs of the demo data, for request bodies. */
export const ids = {
  folder: 'e8db64d3-9291-44d9-9e30-69438c272f05',
  smokeFolder: 'c69216e0-e2a9-401f-9e08-77176abce8c4',
  innerFolder: '580e3972-7f4a-4748-87e6-9b74873e2b93',
  group: 'b3d9f1a2-6c84-4e57-9a01-2f7c5d8e1b40',
  plan: 'f2a8c1d4-9e63-4b27-8a51-7c0d6e9f3b42',
  label: '3ebf1ec4-f994-4f41-822a-01305e1f78c1',
  import: 'ebbbcb9f-e532-41dd-9170-369e5ba4539a',
  passed: '0ba381b5-c018-40c6-b6fa-10d6e556ef9d',
  failed: '3a7e6094-2c57-4f30-9b84-5e1a0c3d2f71',
  user: demo.users[2],
}

/** The required fields of a test case. */
export const newCase = {
  title: 'Cancel an appointment',
  type_id: '75a816d1-8909-47b5-b85b-fbf60a973587',
  status_id: 'bafd7f8d-832a-42ea-91df-9a1e5e02a2d9',
  automation_type_id: '3cee45b5-4335-4564-bbdf-4ea9b0306ed3',
  priority_id: '1d810f8f-7be0-41e4-9971-67ee1f55612e',
  owner_id: ids.user,
}
