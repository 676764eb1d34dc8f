import type { Schema } from '@testsigma-tms/spec/contract'
import fastJsonStringify, { type ObjectSchema } from 'fast-json-stringify'
import type { FastifySerializerCompiler } from 'fastify/types/schema.js'
import { contract } from './contract.ts'
import { once } from './once.ts'

const id = 'contract'
const schemas = Object.fromEntries(contract.schemas)
const referred = { $id: id, components: { schemas } } as unknown as ObjectSchema

const compileOnce = once((schema) => fastJsonStringify(JSON.parse(schema), { schema: { [id]: referred } }))

/** Compiles the serialiser with the first response. Fields that the contract does not declare are dropped. */
export const compileSerializer: FastifySerializerCompiler<object> = ({ schema }) => {
  const key = JSON.stringify(schema)
  return (body: unknown) => compileOnce(key)(body)
}

/** The same schema with references that the compiler can resolve. */
export function referToContract(schema: Schema): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${id}#/`))
}
