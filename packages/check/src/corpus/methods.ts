import { type Answer, type Bundle, joinTerm, type Operation, resolve, type Schema } from '../contract/contract.ts'
import { propertyName, typeText } from '../contract/type-text.ts'
import { type MethodParameter, parametersOf, unlessBody } from './parameters.ts'
import type { Statement } from './statement.ts'

/** The name of the type of a method's parameters. */
function parametersName({ id }: Operation): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}Params`
}

/** Code that names the type of a method's parameters. */
export function importOfParameters(bundle: Bundle, operation: Operation): Statement[] {
  if (parametersOf(bundle, operation).length === 0) return []
  const code = `import type { ${parametersName(operation)} } from '@testsigma-tms/client'`
  const term = joinTerm(operation.term, 'operationId')
  return [{ code, term, label: operation.id, owner: operation.id, use: `imports ${parametersName(operation)}` }]
}

/** Calls of an operation's method: with each parameter, with all, with the required ones, and what comes back. */
export function* useOfMethod(bundle: Bundle, operation: Operation): Generator<Statement> {
  const parameters = parametersOf(bundle, operation)
  const { id, term } = operation
  const method = `tms.${operation.call}`
  const about = { owner: id, term, label: id }
  yield { ...about, code: `void ${method}`, term: joinTerm(term, 'x-sdk'), use: `calls ${method}()` }
  for (const parameter of parameters) {
    yield {
      code: `${literalOf([parameter])} satisfies Partial<${parametersName(operation)}>`,
      term: parameter.term,
      label: `${id}: ${parameter.name}`,
      owner: id,
      use: `gives ${method}() a ${parameter.type}`,
    }
  }
  const calls = [
    ['every parameter', parameters],
    ['the required parameters', parameters.filter(({ required }) => required)],
  ] as const
  for (const [what, given] of calls) {
    const code = `void ${method}(${given.length === 0 ? '' : literalOf(given)})`
    yield { ...about, code, use: `calls ${method}() with ${what}`, isCoarse: true, ...unlessBody(operation) }
  }
  yield* useOfAnswer(bundle, operation)
}

function* useOfAnswer(bundle: Bundle, operation: Operation): Generator<Statement> {
  const success = operation.answers.find(({ status }) => status.startsWith('2'))
  const entity = success && entityOf(bundle, success)
  if (success === undefined || entity === undefined) return
  const call = `await tms.${operation.call}(value<never>())`
  const isPage = operation.method === 'get' && entity.some((schema) => resolve<Schema>(bundle, schema).type === 'array')
  const type = isPage
    ? `readonly (${entity.map((schema) => itemType(bundle, schema)).join(' | ')})[]`
    : entity.map(typeText).join(' | ')
  yield {
    code: isPage ? `reads<${type}>((${call}).items)` : `reads<${type}>(${call})`,
    term: success.schemaTerm,
    label: `${operation.id}: answer`,
    owner: operation.id,
    use: `takes what tms.${operation.call}() gives as ${type}`,
    isCoarse: true,
  }
}

/** What is in the envelope: `data` itself where it is a list, its parts where it is an object. */
function entityOf(bundle: Bundle, { schema }: Answer): Schema[] | undefined {
  const data = schema && resolve<Schema>(bundle, schema).properties?.data
  if (data === undefined) return undefined
  const { type, properties = {} } = resolve<Schema>(bundle, data)
  const parts = Object.values(properties)
  return type === 'array' || parts.length === 0 ? [data] : parts
}

function itemType(bundle: Bundle, schema: Schema): string {
  const { items } = resolve<Schema>(bundle, schema)
  return items ? typeText(items) : typeText(schema)
}

function literalOf(parameters: readonly MethodParameter[]): string {
  return `({ ${parameters.map(({ name, type }) => `${propertyName(name)}: value<${type}>()`).join(', ')} })`
}
