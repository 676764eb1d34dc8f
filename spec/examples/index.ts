export { documentedExamples, type Example } from './documented.ts'
export { type Evidence, evidenceFiles, isNamedAfterContent, readEvidence, schemaOf } from './evidence.ts'
export { createValidator, type Problem, type Validate } from './validator.ts'
