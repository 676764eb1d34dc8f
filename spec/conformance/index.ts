export { type Message, mediaTypeOf, readBody } from './check-body.ts'
export type { Exchange } from './exchange.ts'
export {
  type Comparison,
  createExchangeChecker,
  type ExchangeChecker,
  pathBelow,
  type Verdict,
} from './exchange-checker.ts'
export type { Problem } from './problem.ts'
export { createSchemaChecker, type SchemaChecker } from './schema-checker.ts'
