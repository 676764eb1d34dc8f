import type { Argument, Call, Contract, Parameter, Schema } from '@testsigma-tms/spec/contract'
import { comment, methodLines } from './documentation.ts'
import { filesOf, resultType } from './method.ts'

export const HEADER = '// Generated from the contract by `pnpm generate`. Do not edit.\n'

/** The file of one resource: its methods and their parameters. */
export function resourceFile(contract: Contract, resource: string, calls: readonly Call[]): string {
  const withParameters = calls.filter(hasParameters)
  return [
    HEADER,
    imports(calls),
    ...withParameters.map((call) => parametersInterface(contract, call)),
    interfaceOf(contract, resource, calls),
  ].join('\n')
}

/** Name of a resource's type: `TestRuns` for `testRuns`. */
export function className(resource: string): string {
  return capitalize(resource)
}

/** Name of the type of a method's parameters. */
export function parametersName({ operation }: Call): string {
  return `${capitalize(operation.id)}Params`
}

export function hasParameters({ parameters, body }: Call): boolean {
  return parameters.length > 0 || body !== undefined
}

function imports(calls: readonly Call[]): string {
  const types = calls.flatMap(({ body, result }) => [
    ...(body?.json?.type ? [body.json.type] : []),
    ...(result.kind === 'done' ? [] : result.entities.flatMap(({ type }) => type ?? [])),
  ])
  const kinds = new Set(calls.map(({ result }) => result.kind))
  return [
    types.length > 0 && `import type { ${[...new Set(types)].sort().join(', ')} } from '@testsigma-tms/types'`,
    (kinds.has('entity') || kinds.has('done')) && `import type { ApiPromise } from '../api-promise.ts'`,
    `import type { ${optionsNames(kinds).join(', ')} } from '../options.ts'`,
    kinds.has('page') && `import type { PagePromise } from '../page.ts'`,
    calls.some((call) => filesOf(call).length > 0) && `import type { Upload } from '../upload.ts'`,
    '',
  ]
    .filter((line) => line !== false)
    .join('\n')
}

function optionsNames(kinds: ReadonlySet<string>): string[] {
  const names = kinds.has('page') ? ['ListOptions'] : []
  return kinds.has('entity') || kinds.has('done') ? ['CallOptions', ...names] : names
}

function parametersInterface(contract: Contract, call: Call): string {
  const { sdk, parameters, body } = call
  const heritage = body?.json?.type ? ` extends ${body.json.type}` : ''
  return [
    comment([`Parameters of \`tms.${sdk.resource}.${sdk.method}()\`.`]),
    `export interface ${parametersName(call)}${heritage} {`,
    ...parameters.flatMap((parameter) => [
      comment([parameter.description ?? ''], '  '),
      `  ${parameter.name}${parameter.required ? ': ' : '?: '}${parameterType(contract, parameter)}`,
    ]),
    ...filesOf(call).flatMap((file) => [comment([file.description ?? ''], '  '), `  ${fileProperty(file)}`]),
    '}',
    '',
  ].join('\n')
}

function fileProperty({ name, isPattern, required }: Argument): string {
  if (!isPattern) return `${name}${required ? ': Upload' : '?: Upload | undefined'}`
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a TypeScript type
  return `[name: \`${name.replace(/^\^|\$$/g, '').replaceAll('[0-9]+', '${number}')}\`]: Upload | undefined`
}

function parameterType(contract: Contract, { name, schema, required }: Parameter): string {
  const type = typeOf(contract.follow(schema))
  if (type === undefined) throw new Error(`The parameter ${name} has a schema that the generator has no type for.`)
  return required ? type : `${type} | undefined`
}

function typeOf({ type, enum: values, items }: Schema): string | undefined {
  if (values) return values.map((value) => JSON.stringify(value)).join(' | ')
  if (type === 'array') return items && typeOf(items) && `readonly (${typeOf(items)})[]`
  if (type === 'integer' || type === 'number') return 'number'
  return type === 'string' || type === 'boolean' ? type : undefined
}

function interfaceOf(contract: Contract, resource: string, calls: readonly Call[]): string {
  const tag = contract.tags.find(({ name }) => name === calls[0]?.operation.tag)
  return [
    comment([tag?.description ?? '']),
    `export interface ${className(resource)} {`,
    calls.map((call) => signature(contract, call)).join('\n\n'),
    '}',
    '',
  ].join('\n')
}

function signature(contract: Contract, call: Call): string {
  const { sdk, parameters, body, result } = call
  const isRequired = parameters.some(({ required }) => required) || body?.hasRequiredField
  const params = hasParameters(call) ? `params${isRequired ? '' : '?'}: ${parametersName(call)}, ` : ''
  const isPage = result.kind === 'page'
  const promise = `${isPage ? 'PagePromise' : 'ApiPromise'}<${resultType(call)}>`
  return [
    comment(methodLines(contract, call), '  '),
    `  ${sdk.method}(${params}options?: ${isPage ? 'ListOptions' : 'CallOptions'}): ${promise}`,
  ].join('\n')
}

function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
