import contract from '@testsigma-tms/spec/openapi.json' with { type: 'json' }

type Body = NonNullable<RequestInit['body']>

interface Named {
  name: string
  in: string
  example?: unknown
  examples?: Record<string, { value: unknown }>
}

interface Operation {
  operationId: string
  parameters?: ({ $ref: string } | Named)[]
  requestBody?: { content: Record<string, { examples: Record<string, { value: unknown }> }> }
  responses: Record<string, unknown>
}

export interface ExampleRequest {
  operationId: string
  method: string
  path: string
  /** By the name of the example; an operation without a body has one request, without a name. */
  bodies: Record<string, Body | undefined>
  /** The 2xx statuses that the contract declares. */
  successes: string[]
}

/** Every operation, with the paths and bodies that the contract shows. */
export const exampleRequests: ExampleRequest[] = Object.entries(contract.paths).flatMap(([path, item]) =>
  Object.entries(item as unknown as Record<string, Operation>).map(([method, operation]) => ({
    operationId: operation.operationId,
    method: method.toUpperCase(),
    path: fillIn(path, operation),
    bodies: bodiesOf(operation),
    successes: Object.keys(operation.responses).filter((status) => status.startsWith('2')),
  })),
)

function fillIn(path: string, { parameters = [] }: Operation): string {
  return parameters.map(follow).reduce((filled, parameter) => {
    const [first] = Object.values(parameter.examples ?? {})
    return filled.replace(`{${parameter.name}}`, String(first?.value ?? parameter.example))
  }, path)
}

function follow(parameter: { $ref: string } | Named): Named {
  if (!('$ref' in parameter)) return parameter
  const name = parameter.$ref.split('/').at(-1) as keyof typeof contract.components.parameters
  return contract.components.parameters[name]
}

function bodiesOf({ requestBody }: Operation): Record<string, Body | undefined> {
  if (!requestBody) return { '': undefined }
  return Object.fromEntries(
    Object.entries(requestBody.content).flatMap(([type, { examples }]) =>
      Object.entries(examples).map(([name, { value }]) => [`${name} ${type}`, encode(type, value)]),
    ),
  )
}

function encode(type: string, value: unknown): Body {
  if (type === 'application/json') return JSON.stringify(value)
  const form = new FormData()
  for (const [name, part] of Object.entries(value as Record<string, string>)) {
    if (name === 'data') form.append(name, part)
    else form.append(name, new Blob([part]), name)
  }
  return form
}
