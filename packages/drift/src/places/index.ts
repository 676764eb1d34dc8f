export { ContractSource } from './contract-source.ts'
export { PositionedFile } from './positioned-file.ts'
