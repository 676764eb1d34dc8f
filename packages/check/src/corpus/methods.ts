import { type Contract, jsonOf, type Operation, readCall } from '@testsigma-tms/spec/contract'
import type { ComparedOperation } from '../terms/operation.ts'
import { asTerm, joinTerm, type Term } from '../terms/term.ts'
import { propertyName, typeText } from '../terms/type-text.ts'
import { type MethodParameter, parametersOf, unlessBody } from './parameters.ts'
import type { Statement } from './statement.ts'

/** Name of the type of a method's parameters. */
function parametersName({ id }: ComparedOperation): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}Params`
}

/** Code that imports the type of a method's parameters. */
export function importOfParameters(bundle: Contract, operation: ComparedOperation): Statement[] {
  if (parametersOf(bundle, operation).length === 0) return []
  const code = `import type { ${parametersName(operation)} } from '@testsigma-tms/client'`
  const term = joinTerm(operation.term, 'operationId')
  return [{ code, term, label: operation.id, owner: operation.id, use: `imports ${parametersName(operation)}` }]
}

/** Calls of an operation's method: with each parameter, all parameters, the required ones, and reads of the result. */
export function* useOfMethod(bundle: Contract, operation: ComparedOperation): Generator<Statement> {
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
  yield* useOfResult(bundle, operation)
}

function* useOfResult(contract: Contract, { id, term, call, operation }: ComparedOperation): Generator<Statement> {
  const { result } = readCall(contract, operation)
  if (result.kind === 'done') return
  const called = `await tms.${call}(value<never>())`
  const isPage = result.kind === 'page'
  const types = result.entities.map(({ schema }) =>
    typeText(isPage ? (contract.follow(schema).items ?? schema) : schema),
  )
  const type = isPage ? `readonly (${types.join(' | ')})[]` : types.join(' | ')
  const success = responseTerm(operation)
  yield {
    code: isPage ? `reads<${type}>((${called}).items)` : `reads<${type}>(${called})`,
    term: success ?? term,
    label: `${id}: response`,
    owner: id,
    use: `takes what tms.${call}() gives as ${type}`,
    isCoarse: true,
  }
}

/** The term of the success response's schema. */
function responseTerm({ success }: Operation): Term | undefined {
  const media = success && jsonOf(success.content)
  return media && asTerm(media.schemaPointer)
}

function literalOf(parameters: readonly MethodParameter[]): string {
  return `({ ${parameters.map(({ name, type }) => `${propertyName(name)}: value<${type}>()`).join(', ')} })`
}
