export { type CheckOptions, check } from './check.ts'
export type { Finding, Gate, GateKind, GateResult } from './gate.ts'
export { gates } from './gates/index.ts'
