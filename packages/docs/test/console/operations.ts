import { type ConsoleOperation, describeForConsole, type Schema } from '../../src/console/operation.ts'
import { contract } from '../../src/contract.ts'
import { operationsOf } from '../../src/operation.ts'
import { addresses } from '../../src/site/addresses.ts'

const operations = operationsOf(contract)

/** Every operation, in the form that pages pass to the console. */
export const consoleOperations: [operationId: string, operation: ConsoleOperation][] = operations.map((operation) => [
  operation.id,
  JSON.parse(JSON.stringify(describeForConsole(contract, operation))),
])

export function operationNamed(operationId: string): ConsoleOperation {
  const operation = new Map(consoleOperations).get(operationId)
  if (!operation) throw new Error(`The contract has no ${operationId}`)
  return operation
}

/** The URL of an operation's page. */
export function addressOf(operationId: string): string {
  const operation = operations.find(({ id }) => id === operationId)
  if (!operation) throw new Error(`The contract has no ${operationId}`)
  return addresses.operation(operation)
}

/** Schemas for which the console has inputs, including some that the contract does not use yet. */
export const inventedSchema: Schema = {
  type: 'object',
  required: ['title', 'urgent', 'kind', 'steps'],
  properties: {
    title: { type: 'string', minLength: 2, maxLength: 5 },
    note: { type: 'string' },
    id: { type: 'string', format: 'uuid' },
    parent: { type: ['string', 'null'], pattern: '^(a+)?$' },
    urgent: { type: 'boolean' },
    done: { type: 'boolean' },
    maybe: { type: ['boolean', 'null'] },
    kind: { type: 'string', enum: ['A', 'B'] },
    other: { enum: ['x', 1, null] },
    count: { type: 'integer', format: 'int32', minimum: 1, maximum: 9 },
    share: { type: 'number' },
    at: { type: 'integer', format: 'int64', minimum: 0 },
    ids: { type: 'array', uniqueItems: true, minItems: 1, maxItems: 2, items: { type: 'string', minLength: 1 } },
    matrix: { type: 'array', items: { type: 'array', items: { type: ['integer', 'null'] } } },
    steps: {
      type: 'array',
      items: {
        type: 'object',
        required: ['text'],
        properties: { text: { type: 'string' }, order: { type: 'integer' }, inner: { type: 'object', properties: {} } },
      },
    },
    anything: {},
  },
}
