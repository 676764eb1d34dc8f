import type { Json, JsonObject } from '@testsigma-tms/spec/contract'
import type { ClientCall } from '../client-call.ts'
import type { Language } from '../language.ts'
import { literal, type Spelling, singleQuoted } from '../literal.ts'
import { nodeBatch } from '../node-batch.ts'
import type { SampleRequest } from '../request.ts'

/** A TypeScript module that calls the client. */
export const typescript: Language = {
  label: 'TypeScript',
  lang: 'typescript',
  fences: ['typescript', 'ts'],
  file: 'client.ts',
  write,
  parse: 'typescript',
  run: {
    tools: [],
    command: 'node',
    file: 'sample.ts',
    batch: nodeBatch,
    // The client throws by itself, and does not expose the body of the response.
    failing: (code) => code,
    print: undefined,
  },
}

const spelling: Spelling = {
  words: { null: 'null', true: 'true', false: 'false' },
  key: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : `[${singleQuoted(name)}]`),
  text: singleQuoted,
  indent: '  ',
}

/** Undefined if the contract declares no method for the request. */
function write({ call, headers, body, files = [] }: SampleRequest): string | undefined {
  if (!call) return undefined
  const imports = [
    ...(files.length > 0 ? [`import { openAsBlob } from 'node:fs'`] : []),
    `import { createClient } from '@testsigma-tms/client'`,
  ]
  const options = [
    ...(headers.some(([name]) => name === 'Authorization') ? [`apiKey: '<API_KEY>'`] : []),
    ...(call.baseUrl === undefined ? [] : [`baseUrl: ${singleQuoted(call.baseUrl)}`]),
  ]
  const argument = options.length > 0 ? `{ ${options.join(', ')} }` : ''
  return `${imports.join('\n')}\n\nconst tms = createClient(${argument})\n\n${statement(call, parameters(call, body, files))}`
}

/** One flat object contains path parameters and body fields; a name in both is written once, as in the path. */
function parameters(call: ClientCall, body: SampleRequest['body'], files: [string, string][]): string {
  const document = call.document ?? body
  const fields = isObject(document) ? Object.entries(document) : []
  const names = call.parameters.map(([name]) => name)
  const lines = [
    ...call.parameters.map(([name, value]) => [name, literal(value, spelling, '  ')]),
    ...fields.filter(([name]) => !names.includes(name)).map(([name, value]) => [name, literal(value, spelling, '  ')]),
    ...files.map(([name, file]) => [name, `await openAsBlob(${singleQuoted(file)})`]),
  ].map(([name = '', value]) => `  ${spelling.key(name)}: ${value},\n`)
  return lines.length > 0 ? `{\n${lines.join('')}}` : ''
}

function statement({ resource, method, result }: ClientCall, argument: string): string {
  const call = `tms.${resource}.${method}(${argument})`
  if (result.kind === 'nothing') return `await ${call}`
  if (result.kind === 'list') return `for await (const ${result.name} of ${call}) console.log(${result.name})`
  return `const ${result.name} = await ${call}\nconsole.log(${result.name})`
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
