import type { Operation } from '../src/operation.ts'
import type { FilePart, Method } from './method.ts'
import { HEADER } from './resource-file.ts'

/** `operations.ts`: what the client needs to know about each operation at run time. */
export function operationsFile(resources: ReadonlyMap<string, readonly Method[]>): string {
  return [
    HEADER,
    "import type { Operation } from '../operation.ts'",
    "import type { Resources } from './resources.ts'",
    '',
    '/** Every operation, under the name of its resource and its method. */',
    'export const OPERATIONS = {',
    ...[...resources].flatMap(([resource, methods]) => [
      `  ${resource}: {`,
      ...methods.map((method) => `    ${method.operation['x-sdk'].method}: ${literal(operationOf(method))},`),
      '  },',
    ]),
    '} satisfies { [R in keyof Resources]: { [M in keyof Resources[R]]: Operation } }',
    '',
  ].join('\n')
}

/** @throws {Error} for a path that templates cannot express */
export function operationOf({ operation, httpMethod, path, parameters, body, result }: Method): Operation {
  const rest = path.replaceAll(/\{\w+\}/g, '')
  if (/[^\w/.~-]/.test(rest)) throw new Error(`${operation.operationId}: the path "${path}" would have to be encoded.`)
  const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  return {
    id: operation.operationId,
    method: httpMethod,
    path,
    ...(query.length > 0 && { query }),
    ...(body && body.fields.length > 0 && { fields: body.fields }),
    ...(body?.form && { form: { ...(body.form.jsonPart && { document: body.form.jsonPart }), ...filesOf(body.form) } }),
    ...(result.kind !== 'none' && { result: result.keys }),
    ...(result.kind === 'page' && { isPage: true }),
    ...(operation['x-idempotent'] === false && { isIdempotent: false }),
  }
}

function filesOf({ files }: { files: readonly FilePart[] }): { files?: string } {
  const patterns = files.map(({ name, isPattern }) => (isPattern ? name : `^${name}$`))
  return patterns.length > 0 ? { files: patterns.join('|') } : {}
}

/** A value as this project writes it. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).map(([key, entry]) => `${key}: ${literal(entry)}`)
  return `{ ${entries.join(', ')} }`
}
