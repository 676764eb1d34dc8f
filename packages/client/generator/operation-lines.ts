import { regularId, regularKey } from '../src/regular.ts'
import type { FilePart, Method } from './method.ts'

/** What the client needs to know about operations at run time: each resource, and its operations below it in columns. */
export function operationLines(resources: ReadonlyMap<string, readonly Method[]>): string {
  return [...resources].flatMap(([resource, methods]) => resourceLines(resource, methods)).join('\n')
}

function resourceLines(resource: string, methods: readonly Method[]): string[] {
  const base = commonPath(methods.map(({ path }) => path))
  return [`${resource} ${base}`, ...methods.map((method) => operationLine(base, method))]
}

/** The segments with which all paths begin. */
function commonPath(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split('/'))
  const end = first.findIndex((segment, index) => others.some((other) => other[index] !== segment))
  return (end < 0 ? first : first.slice(0, end)).join('/')
}

function operationLine(base: string, { operation, httpMethod, path, parameters, body, answer }: Method): string {
  const verb = answer.kind === 'page' ? 'LIST' : httpMethod
  const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  const { resource, method } = operation['x-sdk']
  const columns = [
    method + unless(regularId(resource, method), operation.operationId, '='),
    verb,
    path.slice(base.length).replace(`{${regularKey(base)}_id}`, '*') + (query.length > 0 ? `?${query}` : ''),
    (body?.fields ?? []).join(),
    unless(regularKey(base, verb), keysOf(answer)),
    body?.form ? `${body.form.jsonPart ?? ''}:${filePattern(body.form.files)}` : '',
    operation['x-idempotent'] === false ? 'once' : '',
  ]
  const unsafe = /[*?]/.test(path) ? path : [...columns, path].find((column) => /[\s`\\]|\$\{/.test(column))
  if (unsafe !== undefined) throw new Error(`${operation.operationId}: "${unsafe}" does not fit into the table.`)
  return columns.join(' ').trimEnd()
}

/** `-` where there is no answer to take, `.` where it is `data` itself. */
function keysOf(answer: Method['answer']): string {
  return answer.kind === 'done' ? '-' : answer.keys.join() || '.'
}

function unless(regular: string, text: string, mark = ''): string {
  return text === regular ? '' : mark + text
}

/** Without files, a pattern that fits no name. */
function filePattern(files: readonly FilePart[]): string {
  return files.map(({ name, isPattern }) => (isPattern ? name : `^${name}$`)).join('|') || '^$'
}
