import type { ComparedOperation } from '../terms/operation.ts'
import { joinTerm } from '../terms/term.ts'
import { literal, propertyName, typeText } from '../terms/type-text.ts'
import { unlessBody } from './parameters.ts'
import { readsOf } from './reads.ts'
import type { Statement } from './statement.ts'

/** Calls of an operation by its path, and code that uses its types from `operations`. */
export function* useOfPath(operation: ComparedOperation): Generator<Statement> {
  const { id, term, path, method } = operation
  const verb = method.toUpperCase()
  yield {
    code: `const { data } = await http.${verb}(${literal(path)}${initOf(operation)}); reads<unknown>(data)`,
    term,
    label: `${verb} ${path}`,
    owner: id,
    use: `calls http.${verb}() with the path`,
    isCoarse: true,
    ...unlessBody(operation),
  }
  const operationId = joinTerm(term, 'operationId')
  yield {
    code: `reads<object>(value<operations[${literal(id)}]>())`,
    term: operationId,
    label: id,
    owner: id,
    use: 'names its types',
  }
  for (const { status, schema, schemaTerm, term: response } of operation.responses) {
    if (schema === undefined) continue
    const type = `operations[${literal(id)}]['responses'][${status}]['content']['application/json']`
    yield {
      code: `reads<object>(value<operations[${literal(id)}]['responses'][${status}]>())`,
      term: response,
      label: `${id} ${status}`,
      owner: id,
      use: `names the response ${status}`,
      unless: operationId,
    }
    const about = { term: schemaTerm, label: `${id} ${status}`, owner: id, unless: operationId }
    // Error types are the same everywhere, and are read as named types.
    if (status.startsWith('2')) yield* readsOf({ code: `value<${type}>()`, schema, ...about })
    else yield { ...about, code: `reads<${typeText(schema)}>(value<${type}>())`, use: `reads the response ${status}` }
  }
}

/** The second argument of a call by path, with all parameters of the contract. */
function initOf({ parameters, bodies: [body] }: ComparedOperation): string {
  const groups = Object.entries(Object.groupBy(parameters, (parameter) => parameter.in)).map(([place, group = []]) => {
    const fields = group.map(({ name, schema }) => `${propertyName(name)}: value<${typeText(schema)}>()`)
    return `${place}: { ${fields.join(', ')} }`
  })
  const parts = [
    ...(groups.length > 0 ? [`params: { ${groups.join(', ')} }`] : []),
    ...(body ? [`body: value<${typeText(body.schema)}>()`] : []),
  ]
  return parts.length === 0 ? '' : `, { ${parts.join(', ')} }`
}
