export {
  type Argument,
  type Call,
  type CallBody,
  type Entity,
  type Form,
  type JsonBody,
  type Result,
  readCall,
} from './call.ts'
export { type Contract, readContract } from './contract.ts'
export {
  type Document,
  isObject,
  type Json,
  type JsonObject,
  METHODS,
  type Method,
  type OperationObject,
  type Provenance,
  type Schema,
  type Sdk,
  type SecurityScheme,
  type Server,
  type Tag,
} from './document.ts'
export type { Field } from './fields.ts'
export { type Example, jsonOf, type MediaType, type MediaTypes } from './media.ts'
export { needed, type Operation } from './operation.ts'
export type { Header, Parameter, RequestBody, Response } from './parts.ts'
export { encodePointer, escapeToken, joinPointer, type Pointer, parsePointer, valueAt } from './pointer.ts'
export { ContractError, type Part, referencedName } from './reference.ts'
export { type ResolvedSchema, SCHEMA_KEYWORDS, SCHEMA_LISTS, SCHEMA_MAPS } from './resolve-schema.ts'
export { referencesIn, withoutOperations } from './without-operations.ts'
