import { type Contract, readContract } from '@testsigma-tms/spec/contract'
import bundle from '@testsigma-tms/spec/openapi.json' with { type: 'json' }

/** The bundled contract, as `@testsigma-tms/spec` exports it. */
export const contract: Contract = readContract(bundle)
