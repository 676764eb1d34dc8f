import type { Argument, Call, Contract, Schema } from '@testsigma-tms/spec/contract'
import type { Flag } from '../src/operations/operation-command.ts'
import { kebab } from './kebab.ts'
import { firstSentence } from './prose.ts'

/** The flags of a command, one for each argument of the call. */
export function argumentsOf(contract: Contract, call: Call): Flag[] {
  return call.arguments
    .filter((argument) => isForCallers(contract, argument))
    .map((argument) => flagOf(contract, argument))
}

/** Read-only fields can still be sent with --data, but get no flag. */
function isForCallers(contract: Contract, { places, schema }: Argument): boolean {
  const isInBodyAlone = places.every((place) => place === 'body')
  return !(isInBodyAlone && (schema.readOnly || contract.follow(schema).readOnly))
}

function flagOf(contract: Contract, argument: Argument): Flag {
  const { name, isPattern, places, required, description = '', schema } = argument
  const resolved = contract.follow(schema)
  const values = valuesOf(contract, schema)
  return {
    name,
    // A pattern is given as --file <name>=<path>.
    flag: isPattern ? 'file' : kebab(name),
    kind: kindOf(contract, schema),
    isInPath: places.includes('path'),
    ...(values.length > 0 ? { values } : {}),
    ...(isPattern ? { isPattern } : {}),
    required,
    description: firstSentence(description || (resolved.description ?? '')),
  }
}

function kindOf(contract: Contract, schema: Schema): Flag['kind'] {
  const { format } = contract.follow(schema)
  if (format === 'binary') return 'file'
  const types = typesOf(contract, schema)
  if (types.length !== 1) return types.includes('string') ? 'text' : 'json'
  if (types[0] === 'array') {
    const { items } = contract.follow(schema)
    return items && typesOf(contract, items).join() === 'string' ? 'texts' : 'json'
  }
  const kinds: Record<string, Flag['kind']> = {
    string: 'text',
    integer: 'integer',
    number: 'number',
    boolean: 'boolean',
  }
  return kinds[types[0] as string] ?? 'json'
}

/** The JSON types that a value may have, without `null`. */
function typesOf(contract: Contract, schema: Schema): string[] {
  const { type, anyOf = [], oneOf = [], enum: values = [] } = contract.follow(schema)
  const own = type === undefined ? values.map((value) => typeof value) : [type].flat()
  const all = [...own, ...[...anyOf, ...oneOf].flatMap((branch) => typesOf(contract, branch))]
  return [...new Set(all)].filter((one) => one !== 'null')
}

function valuesOf(contract: Contract, schema: Schema): string[] {
  const { enum: values = [], anyOf = [] } = contract.follow(schema)
  const isOpen = anyOf.length > 0
  return isOpen ? [] : values.filter((value) => typeof value === 'string')
}
