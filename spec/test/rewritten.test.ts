import { expect, test } from 'vitest'
import { type Call, type Contract, isObject, METHODS, readCall, readContract } from '../contract/index.ts'
import bundle from '../dist/openapi.json' with { type: 'json' }

type Part = Record<string, unknown>

const original = readContract(bundle)

/** A copy of the bundle, and all its operations. */
function copyOf() {
  const document = structuredClone(bundle) as unknown as {
    paths: Record<string, Part>
    components: Record<string, Part>
  }
  const operations = Object.values(document.paths).flatMap((item) =>
    METHODS.flatMap((method) => (isObject(item[method]) ? [item[method] as Part] : [])),
  )
  return { document, operations }
}

/** The same API, expressed differently in OpenAPI. */
const rewritings: Readonly<Record<string, () => object>> = {
  'path parameters on the path item'() {
    const { document } = copyOf()
    for (const item of Object.values(document.paths)) {
      const operations = METHODS.flatMap((method) => (isObject(item[method]) ? [item[method] as Part] : []))
      const lists = operations.map(({ parameters = [] }) => (parameters as object[]).map((one) => JSON.stringify(one)))
      const shared = (lists[0] ?? []).filter((one, index) => lists.every((list) => list[index] === one))
      item.parameters = shared.map((one) => JSON.parse(one))
      for (const operation of operations) {
        operation.parameters = ((operation.parameters ?? []) as object[]).slice(shared.length)
      }
    }
    return document
  },
  'path items behind references'() {
    const { document } = copyOf()
    const names = Object.keys(document.paths)
    document.components.pathItems = Object.fromEntries(
      names.map((path, index) => [`Item${index}`, document.paths[path]]),
    )
    document.paths = Object.fromEntries(
      names.map((path, index) => [path, { $ref: `#/components/pathItems/Item${index}` }]),
    )
    return document
  },
  'bodies and successful responses behind chains of references'() {
    const { document, operations } = copyOf()
    const bodies: Part = {}
    const { responses = {} } = document.components
    for (const operation of operations) {
      const name = String(operation.operationId)
      if (operation.requestBody) {
        bodies[`${name}/body`] = operation.requestBody
        bodies[name] = { $ref: `#/components/requestBodies/${name}~1body` }
        operation.requestBody = { $ref: `#/components/requestBodies/${name}` }
      }
      const declared = operation.responses as Part
      const status = Object.keys(declared).find((code) => code.startsWith('2')) ?? ''
      responses[`Success of ${name}`] = declared[status]
      declared[status] = { $ref: `#/components/responses/Success%20of%20${name}` }
    }
    document.components = { ...document.components, requestBodies: bodies, responses }
    return document
  },
  'parameters in place'() {
    const { document, operations } = copyOf()
    const { parameters: named = {} } = document.components
    for (const operation of operations) {
      operation.parameters = ((operation.parameters ?? []) as { $ref?: string }[]).map(({ $ref, ...own }) => {
        return $ref === undefined ? own : named[$ref.split('/').at(-1) ?? '']
      })
    }
    return document
  },
  'envelopes made of two schemas'() {
    const { document, operations } = copyOf()
    for (const operation of operations) {
      for (const response of Object.values(operation.responses as Record<string, { content?: Record<string, Part> }>)) {
        for (const media of Object.values(response.content ?? {})) {
          const { properties, required, ...rest } = media.schema as { properties?: Part; required?: string[] }
          const { message, ...others } = properties ?? {}
          if (message === undefined) continue
          const named = (names: string[]) => (required ?? []).filter((name) => names.includes(name))
          media.schema = {
            ...rest,
            allOf: [
              { properties: { message }, required: named(['message']) },
              { properties: others, required: named(Object.keys(others)) },
            ],
          }
        }
      }
    }
    return document
  },
}

/** The parts of an operation that callers use, without its locations in the document. */
function essence(contract: Contract): unknown[] {
  return contract.operations.map((operation) => {
    const { sdk, arguments: all, body, result, failures } = readCall(contract, operation)
    return {
      id: operation.id,
      path: operation.path,
      sdk,
      failures,
      authenticated: operation.authenticated,
      parameters: operation.parameters.map((one) => [one.in, one.name, one.required, contract.resolve(one.schema)]),
      arguments: all.map(({ name, places, required, description }) => ({ name, places, required, description })),
      body: body && { type: body.json?.type, form: body.form?.files.map(({ name }) => name), example: body.example },
      result: essenceOf(result),
    }
  })
}

function essenceOf(result: Call['result']): unknown {
  if (result.kind === 'done') return result
  return [result.kind, result.entities.map(({ key, type, isList }) => [key, type, isList])]
}

test.each(Object.keys(rewritings))('%s read the same', (name) => {
  const rewritten = rewritings[name]?.()
  expect(JSON.stringify(rewritten)).not.toBe(JSON.stringify(bundle))
  expect(essence(readContract(rewritten))).toEqual(essence(original))
})
