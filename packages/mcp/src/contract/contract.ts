import { createRequire } from 'node:module'
import { type Contract, readContract } from '@testsigma-tms/spec/contract'

/** The only source of operations, fields and values for the tools. */
export const contract: Contract = readContract(createRequire(import.meta.url)('@testsigma-tms/spec/openapi.json'))
