import type { Contract, Schema } from '@testsigma-tms/spec/contract'
import { joinTerm } from '../terms/term.ts'
import { literal, propertyName, typeText } from '../terms/type-text.ts'
import { readsOf } from './reads.ts'
import type { Statement } from './statement.ts'

/** Where a named type is used. */
export interface Direction {
  readonly inResponses: boolean
  readonly inRequests: boolean
}

/** Code that imports a type. */
export function importOfType(name: string): Statement {
  return {
    code: `import type { ${name} } from '@testsigma-tms/client'`,
    term: termOf(name),
    label: name,
    owner: name,
    use: 'imports the type',
  }
}

/** Code that imports the component types other than schemas. */
export function importsOfComponents({ document: { components = {} } }: Contract): Statement[] {
  const kinds = [
    ['parameters', 'Parameter'],
    ['responses', 'Response'],
    ['headers', 'Header'],
  ] as const
  return kinds.flatMap(([kind, prefix]) =>
    Object.keys(components[kind] ?? {}).map((name) => ({
      code: `import type { ${prefix}${name} } from '@testsigma-tms/types'`,
      term: joinTerm('/components', kind, name),
      label: `${prefix}${name}`,
      owner: `${prefix}${name}`,
      use: 'imports the type',
    })),
  )
}

/** Code that reads types of responses, and builds every type, for requests or test fixtures. */
export function* useOfType(
  bundle: Contract,
  name: string,
  { inResponses, inRequests }: Direction,
): Generator<Statement> {
  const schema = bundle.schemas.get(name) ?? {}
  const about = { term: termOf(name), label: name, owner: name }
  if (schema.enum) {
    yield* enumUse(name, schema.enum, inResponses)
  } else if (schema.properties) {
    if (inResponses) yield* readsOf({ code: `value<${name}>()`, schema, ...about })
    // No literal can be assigned to such a type: TypeScript applies the pattern to the named fields too.
    if (schema.patternProperties) return
    yield* fieldBuilds(name, schema)
    const required = literalOf(schema, (field) => schema.required?.includes(field) === true)
    const use = 'builds it from its required fields'
    yield { ...about, code: `${required} satisfies ${name}`, use, isCoarse: true }
    if (inRequests) {
      const use = 'builds it from all its fields'
      yield { ...about, code: `${literalOf(schema)} satisfies ${name}`, use, isCoarse: true }
    }
  } else {
    const type = typeText(schema)
    if (inResponses) yield { ...about, code: `reads<${type}>(value<${name}>())`, use: `reads it as ${type}` }
    if (inRequests) yield { ...about, code: `value<${type}>() satisfies ${name}`, use: `gives it as ${type}` }
  }
}

function* enumUse(name: string, values: readonly unknown[], inResponses: boolean): Generator<Statement> {
  const about = { term: joinTerm(termOf(name), 'enum'), owner: name }
  for (const each of values.map(literal)) {
    yield { ...about, code: `${each} satisfies ${name}`, label: `${name} ${each}`, use: 'writes the value' }
  }
  if (!inResponses) return
  const cases = values.map((each) => `    case ${literal(each)}: break`)
  const lines = [`const it = value<${name}>(); switch (it) {`, ...cases, '    default: it satisfies never', '  }']
  const code = lines.join('\n')
  yield { ...about, code, label: name, use: 'handles every value in a switch', isCoarse: true }
}

function* fieldBuilds(owner: string, { properties = {} }: Schema): Generator<Statement> {
  for (const [name, field] of Object.entries(properties)) {
    const type = typeText(field)
    yield {
      code: `({ ${propertyName(name)}: value<${type}>() }) satisfies Partial<${owner}>`,
      term: joinTerm(termOf(owner), 'properties', name),
      label: `${owner}.${name}`,
      owner,
      use: `sets it to ${type}`,
    }
  }
}

/** An object literal with the selected fields, on one line. */
function literalOf({ properties = {} }: Schema, isChosen = (_field: string) => true): string {
  const fields = Object.entries(properties).filter(([name]) => isChosen(name))
  return `({ ${fields.map(([name, field]) => `${propertyName(name)}: value<${typeText(field)}>()`).join(', ')} })`
}

function termOf(name: string) {
  return joinTerm('/components/schemas', name)
}
