import { regularId } from '../src/operation-id.ts'
import type { FilePart, Method } from './method.ts'

/** What the client needs to know about operations at run time: a resource's name, then its operations in columns. */
export function operationLines(resources: ReadonlyMap<string, readonly Method[]>): string {
  return [...resources].map(([resource, methods]) => [resource, ...methods.map(operationLine)].join('\n')).join('\n')
}

function operationLine({ operation, httpMethod, path, parameters, body, answer }: Method): string {
  const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  const { resource, method } = operation['x-sdk']
  const columns = [
    method,
    operation.operationId === regularId(resource, method) ? '-' : operation.operationId,
    answer.kind,
    httpMethod,
    path,
    listed(answer.kind === 'done' ? [] : answer.keys),
    listed(query),
    listed(body?.fields ?? []),
    body?.form ? `${body.form.jsonPart ?? ''}:${filePattern(body.form.files)}` : '-',
    operation['x-idempotent'] === false ? 'once' : '-',
  ]
  const unsafe = columns.find((column) => /[\s`\\]|\$\{/.test(column))
  if (unsafe !== undefined) throw new Error(`${operation.operationId}: "${unsafe}" does not fit into the table.`)
  return columns.join(' ').replace(/( -)+$/, '')
}

function listed(names: readonly string[]): string {
  return names.join(',') || '-'
}

/** Without files, a pattern that fits no name. */
function filePattern(files: readonly FilePart[]): string {
  return files.map(({ name, isPattern }) => (isPattern ? name : `^${name}$`)).join('|') || '^$'
}
