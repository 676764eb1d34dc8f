import { type Contract, type Operation, type PlacedOperation, resolveReference, type Schema } from '../contract.ts'
import { literal, type Spelling, singleQuoted } from './literal.ts'
import type { SampleRequest } from './sample.ts'

/** A request as the client makes it. */
export interface ClientCall {
  resource: string
  method: string
  /** Names of the path parameters. */
  path: string[]
  answer: ClientAnswer
}

/** What a method answers with: nothing, one thing, or a list to walk; `name` is a variable's. */
export type ClientAnswer = { kind: 'nothing' } | { kind: 'one' | 'list'; name: string }

const spelling: Spelling = {
  words: { null: 'null', true: 'true', false: 'false' },
  key: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : `[${singleQuoted(name)}]`),
  text: singleQuoted,
  indent: '  ',
}

/** What the client calls an operation, and what it answers with. */
export function clientCall(
  contract: Contract,
  { method, path, operation }: PlacedOperation,
  sdk: { resource: string; method: string },
): ClientCall {
  return {
    ...sdk,
    path: [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name),
    answer: method === 'delete' ? { kind: 'nothing' } : clientAnswer(contract, operation),
  }
}

/** The client leaves the envelope out, so what counts is the one thing under `data`. */
function clientAnswer(contract: Contract, operation: Operation): ClientAnswer {
  const envelope = successSchema(contract, operation).properties ?? {}
  const data = envelope.data && resolveReference<Schema>(contract, envelope.data)
  if (!data) return { kind: 'nothing' }
  if (envelope.page_info) return { kind: 'list', name: singular(operation.operationId.replace(/^list/, '')) }
  const [[key, entity] = []] = Object.entries(data.properties ?? {})
  const type = entity && '$ref' in entity ? entity.$ref.split('/').at(-1) : undefined
  return { kind: 'one', name: variable(type ?? key ?? 'data') }
}

function successSchema(contract: Contract, { responses = {} }: Operation): Schema {
  const [, success = { description: '' }] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? []
  const schema = resolveReference(contract, success).content?.['application/json']?.schema ?? {}
  return resolveReference<Schema>(contract, schema)
}

/** `TestCasePriorities` is `testCasePriority`. */
function singular(name: string): string {
  return variable(name.replace(/ies$/, 'y').replace(/(?<=us)es$|s$/, ''))
}

function variable(name: string): string {
  const words = name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  return words.charAt(0).toLowerCase() + words.slice(1)
}

/** Writes a request as a TypeScript module that calls the client, if the contract names the call. */
export function typescript({ call, headers, body, files = [] }: SampleRequest): string | undefined {
  if (!call) return undefined
  const imports = [
    ...(files.length > 0 ? [`import { openAsBlob } from 'node:fs'`] : []),
    `import { createClient } from '@testsigma-tms/client'`,
  ]
  const options = headers.some(([name]) => name === 'Authorization') ? `{ apiKey: '<API_KEY>' }` : ''
  return `${imports.join('\n')}\n\nconst tms = createClient(${options})\n\n${statement(call, parameters(call, body, files))}`
}

/** One flat object holds path and body; a field that is in both is given once, as in the path. */
function parameters({ path }: ClientCall, body: SampleRequest['body'], files: [string, string][]): string {
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.entries(body) : []
  const lines = [
    ...path.map((name) => [name, singleQuoted(`:${name}`)]),
    ...fields.filter(([name]) => !path.includes(name)).map(([name, value]) => [name, literal(value, spelling, '  ')]),
    ...files.map(([name, file]) => [name, `await openAsBlob(${singleQuoted(file)})`]),
  ].map(([name = '', value]) => `  ${spelling.key(name)}: ${value},\n`)
  return lines.length > 0 ? `{\n${lines.join('')}}` : ''
}

function statement({ resource, method, answer }: ClientCall, argument: string): string {
  const call = `tms.${resource}.${method}(${argument})`
  if (answer.kind === 'nothing') return `await ${call}`
  if (answer.kind === 'list') return `for await (const ${answer.name} of ${call}) console.log(${answer.name})`
  return `const ${answer.name} = await ${call}\nconsole.log(${answer.name})`
}
