import type { Contract, ContractOperation, Parameter } from './contract.ts'
import type { Method } from './method.ts'

/** A doc comment around lines of text, indented by `indent`. */
export function comment(lines: readonly string[], indent = ''): string {
  const body = lines.join('\n').replaceAll('*/', '*\\/').trimEnd().split('\n')
  if (body.length === 1) return `${indent}/** ${body[0]} */`
  return [`${indent}/**`, ...body.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n')
}

/** What a method does, where it comes from, how it fails, and how a call looks. */
export function methodLines(contract: Contract, method: Method): string[] {
  const { operation, httpMethod, path, failures } = method
  const { source, date } = operation['x-provenance']
  return [
    `${operation.summary}.`,
    '',
    operation.description.trimEnd(),
    '',
    `\`${httpMethod} ${path}\`, ${source} ${date}.`,
    '',
    ...throwsLines(failures),
    '@example',
    exampleCall(method),
    ...(operation.deprecated ? [deprecation(contract, operation)] : []),
  ]
}

/** Until when, and what to use instead; a rule of the contract wants both. */
function deprecation(contract: Contract, operation: ContractOperation): string {
  const { 'x-sunset': date, 'x-replacement': id } = operation
  const others = Object.values(contract.paths).flatMap((item) => Object.values(item))
  const sdk = others.find(({ operationId }) => operationId === id)?.['x-sdk']
  if (!date || !sdk) throw new Error(`${operation.operationId}: it is deprecated without x-sunset or x-replacement.`)
  return `@deprecated It may be gone from ${date}. Use \`tms.${sdk.resource}.${sdk.method}()\`.`
}

/** One line for each class, with its statuses. */
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

function exampleCall({ operation, parameters, body, result }: Method): string {
  const required = parameters.filter((parameter) => parameter.required)
  const values = Object.fromEntries(required.map((parameter) => [parameter.name, exampleOf(parameter)]))
  const files = (body?.form?.files ?? []).filter((file) => file.required)
  const blobs = Object.fromEntries(files.map(({ name }) => [name, FILE]))
  const all = { ...values, ...(body?.example as object | undefined), ...blobs }
  const args = Object.keys(all).length === 0 ? '' : objectLiteral(all)
  const { resource, method } = operation['x-sdk']
  const call = `tms.${resource}.${method}(${args})`
  if (result.kind === 'page') return `for await (const each of ${call}) console.log(each)`
  return result.kind === 'none' ? `await ${call}` : `const answer = await ${call}`
}

/** Stands for a Blob in an example. */
const FILE = '<file>'

function exampleOf({ example, examples = {} }: Parameter): unknown {
  return example ?? Object.values(examples)[0]?.value
}

/** As this project writes it: bare keys, single quotes where nothing needs escaping. */
function objectLiteral(value: object): string {
  return JSON.stringify(value, null, 2)
    .replaceAll(/^( *)"([A-Za-z_]\w*)":/gm, '$1$2:')
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, (text) => (/'|\\"/.test(text) ? text : `'${text.slice(1, -1)}'`))
    .replaceAll(`'${FILE}'`, 'file')
}
