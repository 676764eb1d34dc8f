import type { Mutant } from '../mutant.ts'
import { contractMutants } from './contract.ts'
import { driftMutants } from './drift.ts'
import { examplesMutants } from './examples.ts'
import { snippetsMutants } from './snippets.ts'
import { staleMutants } from './stale.ts'
import { toolsMutants } from './tools.ts'
import { typesMutants } from './types.ts'
import { versionMutants } from './version.ts'
import { wireMutants } from './wire.ts'
import { wireExampleMutants } from './wire-examples.ts'

/** All harmful edits, by gate. */
export const mutants: readonly Mutant[] = [
  ...contractMutants,
  ...staleMutants,
  ...examplesMutants,
  ...snippetsMutants,
  ...toolsMutants,
  ...wireMutants,
  ...wireExampleMutants,
  ...typesMutants,
  ...versionMutants,
  ...driftMutants,
]
