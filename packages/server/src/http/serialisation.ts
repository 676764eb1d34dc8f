import fastJsonStringify, { type ObjectSchema } from 'fast-json-stringify'
import type { FastifySerializerCompiler } from 'fastify/types/schema.js'
import { namedSchemas } from './contract.ts'
import { once } from './once.ts'

const referred = { $id: 'contract', components: { schemas: namedSchemas } } as unknown as ObjectSchema

const compileOnce = once((schema) => fastJsonStringify(JSON.parse(schema), { schema: { contract: referred } }))

/** Compiles at the first answer, which leaves out what the contract does not declare. */
export const compileSerializer: FastifySerializerCompiler<object> = ({ schema }) => {
  const key = JSON.stringify(schema)
  return (body: unknown) => compileOnce(key)(body)
}
