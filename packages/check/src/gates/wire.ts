import { ContractSource } from '@testsigma-tms/drift/places'
import type { Gate } from '../gate.ts'
import { readAnnouncement } from '../release/announced.ts'
import { fieldAt } from '../release/field-at.ts'
import { judgeChanges } from '../release/judge-changes.ts'
import { readComparison } from '../release/released.ts'
import { messageOf } from '../wire/change.ts'
import { wireChanges } from '../wire/wire-changes.ts'

export const wire: Gate = {
  name: 'wire',
  kind: 'breaking',
  summary: 'spec/dist with the last release in spec/baseline, and what is announced with the result',
  reads: ['spec', '.changeset'],
  async run(root) {
    const comparison = await readComparison(root)
    const { released, retired } = comparison
    const announcement = await readAnnouncement(root, 'contract')
    const changes = (await wireChanges(root, comparison)).map((change) => {
      const what = change.impact === 'breaking' ? 'breaking change' : 'addition'
      return {
        ...change,
        field: fieldAt(change.term, comparison),
        message: messageOf(change),
        expected: `every ${what} since ${announcement.released} to be announced in a changeset (${change.rule})`,
      }
    })
    const outcome = await judgeChanges('wire', changes, announcement, new ContractSource(root))
    return { ...outcome, compared: { operations: released.operations.length + retired.length } }
  },
}
