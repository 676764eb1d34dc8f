import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Contract, readContract } from '@testsigma-tms/spec/contract'
import { messageOf } from '../../src/wire/change.ts'
import { compareWire } from '../../src/wire/compare.ts'
import type { LooseBundle } from '../loose-bundle.ts'

const BUNDLE = readFileSync(resolve(import.meta.dirname, '../../../../spec/dist/openapi.json'), 'utf8')

/** This repository's contract, changed. */
export function changedContract(change: (bundle: LooseBundle) => void = () => {}): Contract {
  const bundle = JSON.parse(BUNDLE)
  change(bundle)
  return readContract(bundle)
}

export interface Changes {
  readonly breaking: readonly string[]
  readonly additions: readonly string[]
}

/** What an edit of the contract changes on the wire; `first` is made in the release already. */
export function changesBy(
  change: (bundle: LooseBundle) => void,
  first: (bundle: LooseBundle) => void = () => {},
): Changes {
  const released = changedContract(first)
  const current = changedContract((bundle) => {
    first(bundle)
    change(bundle)
  })
  const { changes } = compareWire({ released, current })
  const of = (impact: string) => changes.filter((each) => each.impact === impact).map(messageOf)
  return { breaking: of('breaking'), additions: of('addition') }
}
