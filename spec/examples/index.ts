export { Contract, escapeToken, isObject, type Json, type JsonObject, type Operation, tokensOf } from './contract.ts'
export { documentedExamples, type Example } from './documented.ts'
export { type Evidence, evidenceFiles, isNamedAfterContent, readEvidence, schemaOf } from './evidence.ts'
export { createValidator, embeddedDocuments, type Problem, type Validate } from './validator.ts'
