import { type Call, type Contract, isObject, type Json } from '@testsigma-tms/spec/contract'
import type { Flag } from '../src/operations/operation-command.ts'
import { kebab } from './kebab.ts'

/** A complete command line with the example values of the contract. */
export function exampleOf(contract: Contract, call: Call, flags: readonly Flag[]): string {
  const fields = isObject(call.body?.example) ? Object.keys(call.body.example) : []
  const isGiven = ({ name, kind, required, isPattern }: Flag) => {
    return !isPattern && (required || (kind === 'json' && fields.includes(name)))
  }
  const given = flags.filter(isGiven)
  const words = given.flatMap((flag) => {
    if (flag.kind === 'file') return [`--${flag.flag}`, 'report.xml']
    const value = exampleValue(contract, call, flag.name)
    return value === undefined ? [] : [`--${flag.flag}`, written(flag, value)]
  })
  return ['tms', kebab(call.sdk.resource), kebab(call.sdk.method), ...words].join(' ')
}

function exampleValue(contract: Contract, { parameters, body }: Call, name: string): Json | undefined {
  const parameter = parameters.find((one) => one.name === name)
  if (parameter) return parameter.examples[0]?.value ?? exampleOfSchema(contract, parameter.schema)
  const document = body?.example
  if (isObject(document) && document[name] !== undefined) return document[name]
  const field = body?.json?.fields.find((one) => one.name === name)
  return field && exampleOfSchema(contract, field.schema)
}

function exampleOfSchema(contract: Contract, schema: Parameters<Contract['follow']>[0]): Json | undefined {
  const { examples = [], enum: values = [] } = contract.follow(schema)
  return examples[0] ?? values[0]
}

function written({ kind }: Flag, value: Json): string {
  const text = kind === 'json' || typeof value !== 'string' ? JSON.stringify(value) : value
  return /^[\w.@:/-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
