import type { Call } from '@testsigma-tms/spec/contract'
import type { Form, Operation } from '../src/operation.ts'
import { HEADER } from './resource-file.ts'

/** `operations.ts`: what the client has to know about each operation at run time. */
export function operationsFile(resources: ReadonlyMap<string, readonly Call[]>): string {
  return [
    HEADER,
    "import type { Operation } from '../operation.ts'",
    "import type { Resources } from './resources.ts'",
    '',
    '/** Every operation, under the name of its resource and its method. */',
    'export const OPERATIONS = {',
    ...[...resources].flatMap(([resource, calls]) => [
      `  ${resource}: {`,
      ...calls.map((call) => `    ${call.sdk.method}: ${literal(operationOf(call))},`),
      '  },',
    ]),
    '} satisfies { [R in keyof Resources]: { [M in keyof Resources[R]]: Operation } }',
    '',
  ].join('\n')
}

/** @throws {Error} for a path whose fixed part would have to be encoded */
export function operationOf({ operation, parameters, body, result }: Call): Operation {
  const { id, path, definition } = operation
  const rest = path.replaceAll(/\{\w+\}/g, '')
  if (/[^\w/.~-]/.test(rest)) throw new Error(`${id}: the path "${path}" would have to be encoded.`)
  const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  const fields = body?.json?.fields.map(({ name }) => name) ?? []
  return {
    id,
    method: operation.method.toUpperCase(),
    path,
    ...(query.length > 0 && { query }),
    ...(fields.length > 0 && { fields }),
    ...(body?.form && { form: formOf(body.form) }),
    ...(result.kind !== 'done' && { result: result.entities.flatMap(({ key }) => key ?? []) }),
    ...(result.kind === 'done' && { success: successOf(operation) }),
    ...(result.kind === 'page' && { isPage: true }),
    ...(definition['x-idempotent'] === false && { isIdempotent: false }),
  }
}

function successOf({ responses }: Call['operation']): number[] {
  return [...responses.keys()].map(Number).filter((status) => status >= 200 && status < 300)
}

function formOf({ jsonPart, files }: NonNullable<NonNullable<Call['body']>['form']>): Form {
  const patterns = files.map(({ name, isPattern }) => (isPattern ? name : `^${name}$`))
  const required = files.filter((file) => file.required && !file.isPattern).map(({ name }) => name)
  return {
    ...(jsonPart !== undefined && { document: jsonPart }),
    ...(patterns.length > 0 && { files: patterns.join('|') }),
    ...(required.length > 0 && { required }),
  }
}

/** A value as a literal in this project's style. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).map(([key, entry]) => `${key}: ${literal(entry)}`)
  return `{ ${entries.join(', ')} }`
}
