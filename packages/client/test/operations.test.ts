import { createServer } from '@testsigma-tms/server'
import { type Call, readContract } from '@testsigma-tms/spec/contract'
import document from '@testsigma-tms/spec/openapi.json' with { type: 'json' }
import { expect, it } from 'vitest'
import { callsByResource, filesOf } from '../generator/method.ts'
import { createClient } from '../src/index.ts'

const contract = readContract(document)
const calls = [...callsByResource(contract).values()].flat()

it('has a method for every operation of the contract', () => {
  expect(calls).toHaveLength(contract.operations.length)
  expect(calls.length).toBeGreaterThan(0)
})

const profiles = ['documented', 'observed'] as const

it.each(profiles.flatMap((profile) => calls.map((call) => [profile, nameOf(call), call] as const)))(
  'in profile %s, tms.%s() does what the contract says, with its example',
  async (profile, _name, call) => {
    const server = await createServer({ profile })
    const sent: (string | undefined)[] = []
    const tms = createClient({
      apiKey: server.apiKey,
      baseUrl: 'http://local/api/v1',
      fetch: server.fetch,
      onRequest: ({ operationId }) => sent.push(operationId),
    })
    const { resource, method } = call.sdk
    const send = (tms as unknown as Record<string, Record<string, (params: object) => Promise<unknown>>>)[resource]?.[
      method
    ]
    const result = await send?.call(Reflect.get(tms, resource), exampleParams(call, profile))
    await server.close()

    expect(sent).toEqual([call.operation.id])
    if (call.result.kind === 'done') expect(result).toBeUndefined()
    else if (call.result.kind === 'page') expect(result).toHaveProperty('items', expect.any(Array))
    else expect(result).toEqual(call.result.entities[0]?.isList ? expect.any(Array) : expect.any(Object))
  },
)

function nameOf({ sdk }: Call): string {
  return `${sdk.resource}.${sdk.method}`
}

function exampleParams(call: Call, profile: string): object {
  const required = call.parameters.filter((parameter) => parameter.required)
  const examples = call.operation.requestBody?.content.get('application/json')?.examples ?? []
  const document = examples.find(({ name }) => name === profile)?.value ?? call.body?.example
  const files = filesOf(call).filter((file) => file.required)
  const report = new Blob(['<testsuites><testsuite><testcase name="DEMO-2"/></testsuite></testsuites>'])
  return {
    ...Object.fromEntries(required.map(({ name, examples }) => [name, examples[0]?.value])),
    ...(document as object | undefined),
    ...Object.fromEntries(files.map(({ name }) => [name, report])),
  }
}
