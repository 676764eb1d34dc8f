import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Contract, readContract } from '@testsigma-tms/spec/contract'
import { messageOf } from '../../src/wire/change.ts'
import { compareWire } from '../../src/wire/compare.ts'
import type { LooseBundle } from '../loose-bundle.ts'

const BUNDLE = readFileSync(resolve(import.meta.dirname, '../../../../spec/dist/openapi.json'), 'utf8')

/** This repository's contract with a change. */
function changedContract(change: Change): Contract {
  const bundle = JSON.parse(BUNDLE)
  change(bundle)
  return readContract(bundle)
}

export interface Changes {
  readonly breaking: readonly string[]
  readonly additions: readonly string[]
}

type Change = (bundle: LooseBundle) => void

/** The wire changes caused by an edit of the contract; `first` is already in the release. */
export function changesBy(change: Change, first: Change = () => {}): Changes {
  return changesBetween(first, (bundle) => {
    first(bundle)
    change(bundle)
  })
}

/** The wire changes between this repository's contract with one edit, and with another. */
export function changesBetween(one: Change, other: Change): Changes {
  const { changes } = compareWire({ released: changedContract(one), current: changedContract(other) })
  const of = (impact: string) => changes.filter((each) => each.impact === impact).map(messageOf)
  return { breaking: of('breaking'), additions: of('addition') }
}
