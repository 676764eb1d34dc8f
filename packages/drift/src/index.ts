export { type CheckOptions, check } from './check.ts'
export type { FilePlace, Finding, Gate, GateKind, GateResult, Place, RequestPlace } from './gate.ts'
export { gates } from './gates/index.ts'
