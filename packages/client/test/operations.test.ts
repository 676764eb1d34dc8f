import { createServer } from '@testsigma-tms/server'
import contract from '@testsigma-tms/spec/openapi.json' with { type: 'json' }
import { expect, it } from 'vitest'
import type { Contract } from '../generator/contract.ts'
import { type Method, methodsOf } from '../generator/method.ts'
import { createClient } from '../src/index.ts'

const methods = [...methodsOf(contract as unknown as Contract).values()].flat()

it('has a method for every operation of the contract', () => {
  const operations = Object.values(contract.paths).flatMap((item) => Object.values(item))

  expect(methods).toHaveLength(operations.length)
})

const profiles = ['documented', 'observed'] as const

it.each(profiles.flatMap((profile) => methods.map((method) => [profile, nameOf(method), method] as const)))(
  'in profile %s, tms.%s() does what the contract says, with its example',
  async (profile, _name, method) => {
    const server = await createServer({ profile })
    const sent: (string | undefined)[] = []
    const tms = createClient({
      apiKey: server.apiKey,
      baseUrl: 'http://local/api/v1',
      fetch: server.fetch,
      onRequest: ({ operationId }) => sent.push(operationId),
    })
    const { resource, method: name } = method.operation['x-sdk']
    const call = (tms as unknown as Record<string, Record<string, (params: object) => Promise<unknown>>>)[resource]?.[
      name
    ]
    const result = await call?.call(Reflect.get(tms, resource), exampleParams(method, profile))
    await server.close()

    expect(sent).toEqual([method.operation.operationId])
    if (method.result.kind === 'none') expect(result).toBeUndefined()
    else if (method.result.kind === 'page') expect(result).toHaveProperty('items', expect.any(Array))
    else expect(result).toEqual(method.result.type.endsWith('[]') ? expect.any(Array) : expect.any(Object))
  },
)

function nameOf({ operation }: Method): string {
  return `${operation['x-sdk'].resource}.${operation['x-sdk'].method}`
}

function exampleParams({ operation, parameters, body }: Method, profile: string): object {
  const required = parameters.filter((parameter) => parameter.required)
  const path = required.map(({ name, example, examples = {} }) => [name, example ?? Object.values(examples)[0]?.value])
  const { examples } = operation.requestBody?.content['application/json'] ?? {}
  const files = (body?.form?.files ?? []).filter((file) => file.required)
  const report = new Blob(['<testsuites><testsuite><testcase name="DEMO-2"/></testsuite></testsuites>'])
  return {
    ...Object.fromEntries(path),
    ...((examples?.[profile]?.value ?? body?.example) as object | undefined),
    ...Object.fromEntries(files.map(({ name }) => [name, report])),
  }
}
