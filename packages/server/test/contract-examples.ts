import { type MediaTypes, type Operation, type Parameter, readContract } from '@testsigma-tms/spec/contract'
import bundle from '@testsigma-tms/spec/openapi.json' with { type: 'json' }

type Body = NonNullable<RequestInit['body']>

export interface ExampleRequest {
  operationId: string
  method: string
  path: string
  /** Bodies by name of the example; an operation without a body has one request, without a name. */
  bodies: Record<string, Body | undefined>
  /** The 2xx statuses that the contract declares. */
  successes: string[]
}

/** Every operation, with the paths and bodies of the contract's examples. */
export const exampleRequests: ExampleRequest[] = readContract(bundle).operations.map((operation) => ({
  operationId: operation.id,
  method: operation.method.toUpperCase(),
  path: fillIn(operation),
  bodies: operation.requestBody ? bodiesOf(operation.requestBody.content) : { '': undefined },
  successes: [...operation.responses.keys()].filter((status) => status.startsWith('2')),
}))

function fillIn({ path, parameters }: Operation): string {
  return parameters.reduce((filled, { name, examples }: Parameter) => {
    return filled.replace(`{${name}}`, String(examples[0]?.value))
  }, path)
}

function bodiesOf(content: MediaTypes): Record<string, Body | undefined> {
  return Object.fromEntries(
    [...content.values()].flatMap(({ type, examples }) =>
      examples.map(({ name, value }) => [`${name} ${type}`, encode(type, value)]),
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
