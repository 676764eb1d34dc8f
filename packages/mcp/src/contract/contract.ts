import { createRequire } from 'node:module'
import { type Contract, readContract } from '@testsigma-tms/spec/contract'

/** The only list of operations, fields and values that tools know. */
export const contract: Contract = readContract(createRequire(import.meta.url)('@testsigma-tms/spec/openapi.json'))
