import { ContractSource } from '@testsigma-tms/drift/places'
import type { Finding } from '@testsigma-tms/drift/report'
import { differencesBetween } from '../differences/compare.ts'
import type { Gate } from '../gate.ts'
import { announcedVersion, announces, howToAnnounce } from '../release/announced.ts'
import { readComparison } from '../release/released.ts'
import { wireImpact } from '../release/wire-impact.ts'
import { operationsOf } from '../terms/operation.ts'

export const wire: Gate = {
  name: 'wire',
  kind: 'breaking',
  summary: 'spec/dist with the last release in spec/baseline, and what is announced with the result',
  reads: ['spec', '.changeset'],
  async run(root) {
    const comparison = await readComparison(root)
    const { released, retired } = comparison
    const changes = await wireImpact(root, comparison, differencesBetween(comparison))
    const announcement = { released: released.info.version, announced: await announcedVersion(root) }
    const source = new ContractSource(root)
    const unannounced = changes.filter(({ impact }) => !announces(announcement, impact))
    const findings = unannounced.map(async ({ term, impact, message, rule }): Promise<Finding> => {
      const expected = `no ${impact === 'breaking' ? 'breaking change' : 'addition'} since ${released.info.version}`
      return {
        where: await source.place(`#${term}`),
        expected: `${expected} that no changeset announces (${rule})`,
        got: message,
        fix: howToAnnounce(announcement, impact),
      }
    })
    const operations = operationsOf(released).length + retired.length
    return { findings: await Promise.all(findings), compared: { operations } }
  },
}
