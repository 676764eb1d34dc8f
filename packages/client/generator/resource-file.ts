import type { Contract, Parameter, Schema } from './contract.ts'
import { comment, methodLines } from './documentation.ts'
import type { FilePart, Method } from './method.ts'

export const HEADER = '// Generated from the contract by `pnpm generate`. Do not edit.\n'

/** The file of one resource: its methods and their parameters. */
export function resourceFile(contract: Contract, resource: string, methods: readonly Method[]): string {
  const withParameters = methods.filter(hasParameters)
  return [
    HEADER,
    imports(methods),
    ...withParameters.map(parametersInterface),
    interfaceOf(contract, resource, methods),
  ].join('\n')
}

/** The name of a resource's class: `testRuns` is `TestRuns`. */
export function className(resource: string): string {
  return capitalize(resource)
}

/** The name of the type of a method's parameters. */
export function parametersName({ operation }: Method): string {
  return `${capitalize(operation.operationId)}Params`
}

export function hasParameters({ parameters, body }: Method): boolean {
  return parameters.length > 0 || body !== undefined
}

function imports(methods: readonly Method[]): string {
  const types = methods.flatMap(({ body, result }) => [
    ...(body?.type ? [body.type] : []),
    ...(result.kind === 'none' ? [] : result.type.split(' | ').map((type) => type.replace('[]', ''))),
  ])
  const kinds = new Set(methods.map(({ result }) => result.kind))
  return [
    types.length > 0 && `import type { ${[...new Set(types)].sort().join(', ')} } from '@testsigma-tms/types'`,
    (kinds.has('entity') || kinds.has('none')) && `import type { ApiPromise } from '../api-promise.ts'`,
    `import type { ${optionsNames(kinds).join(', ')} } from '../operation.ts'`,
    kinds.has('page') && `import type { PagePromise } from '../page.ts'`,
    '',
  ]
    .filter((line) => line !== false)
    .join('\n')
}

function optionsNames(kinds: ReadonlySet<string>): string[] {
  const names = kinds.has('page') ? ['ListOptions'] : []
  return kinds.has('entity') || kinds.has('none') ? ['CallOptions', ...names] : names
}

function parametersInterface(method: Method): string {
  const { operation, parameters, body } = method
  const { resource, method: name } = operation['x-sdk']
  const heritage = body?.type ? ` extends ${body.type}` : ''
  return [
    comment([`Parameters of \`tms.${resource}.${name}()\`.`]),
    `export interface ${parametersName(method)}${heritage} {`,
    ...parameters.flatMap((parameter) => [
      comment([parameter.description], '  '),
      `  ${parameter.name}${parameter.required ? '' : '?'}: ${parameterType(parameter)}`,
    ]),
    ...(body?.form?.files ?? []).flatMap((file) => [comment([file.description], '  '), `  ${fileProperty(file)}`]),
    '}',
    '',
  ].join('\n')
}

function fileProperty({ name, isPattern, required }: FilePart): string {
  if (!isPattern) return `${name}${required ? '' : '?'}: Blob`
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a TypeScript type
  return `[name: \`${name.replace(/^\^|\$$/g, '').replaceAll('[0-9]+', '${number}')}\`]: Blob`
}

function parameterType({ name, schema }: Parameter): string {
  const type = typeOf(schema)
  if (type === undefined) throw new Error(`The parameter ${name} has a schema that the generator has no type for.`)
  return type
}

function typeOf({ type, enum: values, items }: Schema): string | undefined {
  if (values) return values.map((value) => JSON.stringify(value)).join(' | ')
  if (type === 'array') return items && typeOf(items) && `readonly (${typeOf(items)})[]`
  if (type === 'integer' || type === 'number') return 'number'
  return type === 'string' || type === 'boolean' ? type : undefined
}

function interfaceOf(contract: Contract, resource: string, methods: readonly Method[]): string {
  const tagName = methods[0]?.operation.tags[0]
  const tag = contract.tags.find(({ name }) => name === tagName)
  return [
    comment([tag?.description ?? '']),
    `export interface ${className(resource)} {`,
    methods.map((method) => signature(contract, method)).join('\n\n'),
    '}',
    '',
  ].join('\n')
}

function signature(contract: Contract, method: Method): string {
  const { operation, parameters, body, result } = method
  const isRequired = parameters.some(({ required }) => required) || body?.hasRequiredField
  const params = hasParameters(method) ? `params${isRequired ? '' : '?'}: ${parametersName(method)}, ` : ''
  const [options, promise] = {
    page: (type: string) => ['ListOptions', `PagePromise<${type}>`],
    entity: (type: string) => ['CallOptions', `ApiPromise<${type}>`],
    none: () => ['CallOptions', 'ApiPromise<void>'],
  }[result.kind](result.kind === 'none' ? 'void' : result.type)
  return [
    comment(methodLines(contract, method), '  '),
    `  ${operation['x-sdk'].method}(${params}options?: ${options}): ${promise}`,
  ].join('\n')
}

function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
