import { type Call, type Contract, needed, type Operation, type Parameter } from '@testsigma-tms/spec/contract'
import { filesOf } from './method.ts'

/** Formats lines of text as a doc comment, indented by `indent`. */
export function comment(lines: readonly string[], indent = ''): string {
  const body = lines.join('\n').replaceAll('*/', '*\\/').trimEnd().split('\n')
  if (body.length === 1) return `${indent}/** ${body[0]} */`
  return [`${indent}/**`, ...body.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n')
}

/** The text of a method's doc comment: what it does, its source, its errors and an example. */
export function methodLines(contract: Contract, call: Call): string[] {
  const { operation, failures } = call
  const { source, date } = needed(operation, 'provenance')
  return [
    `${needed(operation, 'summary')}.`,
    '',
    needed(operation, 'description').trimEnd(),
    '',
    `\`${operation.method.toUpperCase()} ${operation.path}\`, ${source} ${date}.`,
    '',
    ...throwsLines(failures),
    '@example',
    exampleCall(call),
    ...(operation.deprecated ? [deprecation(contract, operation)] : []),
  ]
}

/** Says from when the operation may be removed, and what to use instead. */
function deprecation(contract: Contract, operation: Operation): string {
  const { resource, method } = needed(contract.operation(needed(operation, 'replacement')), 'sdk')
  return `@deprecated It may be removed from ${needed(operation, 'sunset')}. Use \`tms.${resource}.${method}()\`.`
}

/** One line for each error class, with its statuses. */
function throwsLines(statuses: readonly string[]): string[] {
  return [...Map.groupBy(statuses, errorName)].map(([name, of]) => `@throws {${name}} ${of.join(', ')}`)
}

function errorName(status: string): string {
  const names: Record<string, string> = {
    400: 'ValidationError',
    401: 'AuthenticationError',
    403: 'PermissionError',
    404: 'NotFoundError',
    422: 'ValidationError',
    429: 'RateLimitError',
  }
  return names[status] ?? 'ServerError'
}

function exampleCall(call: Call): string {
  const { parameters, body, result, sdk } = call
  const required = parameters.filter((parameter) => parameter.required)
  const values = Object.fromEntries(required.map((parameter) => [parameter.name, exampleOf(parameter)]))
  const files = filesOf(call).filter((file) => file.required)
  const blobs = Object.fromEntries(files.map(({ name }) => [name, FILE]))
  const all = { ...values, ...(body?.example as object | undefined), ...blobs }
  const args = Object.keys(all).length === 0 ? '' : objectLiteral(all)
  const code = `tms.${sdk.resource}.${sdk.method}(${args})`
  if (result.kind === 'page') return `for await (const each of ${code}) console.log(each)`
  return result.kind === 'done' ? `await ${code}` : `const response = await ${code}`
}

/** Placeholder for a Blob in an example. */
const FILE = '<file>'

function exampleOf({ examples }: Parameter): unknown {
  return examples[0]?.value
}

/** An object literal in this project's style: bare keys, and single quotes where nothing needs escaping. */
function objectLiteral(value: object): string {
  return JSON.stringify(value, null, 2)
    .replaceAll(/^( *)"([A-Za-z_]\w*)":/gm, '$1$2:')
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, (text) => (/'|\\"/.test(text) ? text : `'${text.slice(1, -1)}'`))
    .replaceAll(`'${FILE}'`, 'file')
}
