export { type Message, mediaTypeOf, readBody } from './check-body.ts'
export type { Exchange } from './exchange.ts'
export {
  type Comparison,
  createExchangeChecker,
  type ExchangeChecker,
  pathBelow,
  type Verdict,
} from './exchange-checker.ts'
export { escapeToken, isObject, type Json, type JsonObject, resolvePointer, valueAt } from './json.ts'
export { mediaTypesOf, type Operation, type Part, readOperations } from './operations.ts'
export type { Problem } from './problem.ts'
export { createSchemaChecker, createStrictCompiler, type SchemaChecker } from './schema-checker.ts'
export { nameOfField, shapeOf } from './shape.ts'
