import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Repository } from '../repository.ts'

let repository: Repository

beforeEach(async () => {
  repository = await Repository.copy('spec')
})

afterEach(() => repository.remove())

const BUNDLE = 'spec/dist/openapi.json'
const PAYLOAD = 'spec/evidence/observed/listUsers.response.json'

const check = () => repository.report('examples')

/** The line of the first occurrence of a text in a file. */
async function lineOf(file: string, text: string): Promise<string> {
  const index = (await repository.read(file)).split('\n').findIndex((line) => line.includes(text))
  if (index === -1) throw new Error(`${file} does not contain ${text}`)
  return `${file}:${index + 1}`
}

async function changeBundle(change: (bundle: { components: Components }) => void): Promise<void> {
  const bundle = JSON.parse(await repository.read(BUNDLE))
  change(bundle)
  await repository.write(BUNDLE, JSON.stringify(bundle))
}

interface Components {
  schemas: Record<string, { properties: Record<string, Record<string, unknown>> }>
  parameters: Record<string, { schema: Record<string, unknown> }>
  headers: Record<string, { schema: Record<string, unknown> }>
}

describe('reports the line of the example', () => {
  it('of a property, a body in the operation, a parameter, a header, and a payload', async () => {
    await changeBundle(({ components: { schemas, parameters, headers } }) => {
      Object.assign(schemas.User?.properties.email ?? {}, { type: 'integer' })
      Object.assign(parameters.PageSize?.schema ?? {}, { type: 'boolean' })
      Object.assign(headers.RequestId?.schema ?? {}, { type: 'boolean' })
    })
    const { code, stdout } = await check()

    for (const place of [
      await lineOf('spec/resources/users/User.yaml', '- jane.doe@example.com'),
      await lineOf('spec/resources/users/listUsers.yaml', 'email: jane.doe@example.com'),
      await lineOf('spec/shared/parameters/PageSize.yaml', 'example:'),
      await lineOf('spec/shared/headers/RequestId.yaml', 'example:'),
      await lineOf(PAYLOAD, '"email"'),
    ]) {
      expect(stdout).toMatch(new RegExp(`^${place} {2}\\(examples\\)$|^ +also at .*${place}(,|$)`, 'm'))
    }
    expect(stdout).toContain('must be an integer')
    expect(stdout).toContain('got       "jane.doe@example.com"')
    expect(code).toBe(1)
  })

  it('of a property that no schema declares', async () => {
    await changeBundle(({ components: { schemas } }) => delete schemas.User?.properties.email)
    const { code, stdout } = await check()

    expect(stdout).toContain(await lineOf('spec/resources/users/listUsers.yaml', 'email: jane.doe@example.com'))
    expect(stdout).toContain(await lineOf(PAYLOAD, '"email"'))
    expect(stdout).toContain('/data/0/email is not declared by the schema')
    expect(code).toBe(1)
  })
})

it('reports evidence that cannot be compared, with the reason', async () => {
  const files = {
    'observed/users.json': ['{ "operationId": "listUsers", "kind": "response", "status": 200 }', 'its name'],
    'observed/noUsers.request.json': ['{ "operationId": "noUsers", "kind": "request" }', 'no operation noUsers'],
    'observed/listUsers.response.new.json': [
      '{ "operationId": "listUsers", "kind": "response", "status": 418 }',
      '418',
    ],
    'documented/listUsers.request.json': ['nothing', 'not valid JSON'],
    'observed/listUsers.response.yaml': ['operationId: listUsers', 'not valid JSON'],
    'seen/listUsers.response.json': ['{ "operationId": "listUsers", "kind": "response" }', 'its name'],
  }
  for (const [name, [text = '']] of Object.entries(files)) await repository.write(`spec/evidence/${name}`, text)
  const { code, stdout } = await check()

  for (const [name, [, problem]] of Object.entries(files)) {
    const found = stdout.split('\n\n').find((finding) => finding.includes(`spec/evidence/${name}`))
    expect(found, name).toContain(problem)
  }
  // Two of them have the same cause.
  expect(stdout).toMatch(/ 5 findings /)
  expect(code).toBe(1)
})

it.each([['spec/evidence'], ['spec/evidence/observed'], ['spec/evidence/documented'], [BUNDLE]])(
  'cannot check without %s',
  async (path) => {
    await repository.delete(path)
    const { code, stdout } = await check()

    expect(stdout).toMatch(/^examples +stale +could not check/m)
    expect(code).toBe(2)
  },
)

it('reports every payload if the contract is empty', async () => {
  await repository.write(BUNDLE, '{ "paths": {} }')
  const { code, stdout } = await check()

  expect(stdout).toContain('The contract has no operation assignTestRunCaseUser')
  expect(code).toBe(1)
})
