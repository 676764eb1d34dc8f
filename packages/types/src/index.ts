export type * from './generated/openapi.ts'
