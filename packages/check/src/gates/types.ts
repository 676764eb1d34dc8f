import { ContractSource } from '@testsigma-tms/drift/places'
import type { Finding } from '@testsigma-tms/drift/report'
import { ancestors, type Break } from '../corpus/blame.ts'
import { typeImpact } from '../corpus/type-breaks.ts'
import { differencesBetween } from '../differences/compare.ts'
import type { Difference } from '../differences/difference.ts'
import { sentence } from '../differences/words.ts'
import type { Gate } from '../gate.ts'
import { announcedVersion, announces, howToAnnounce } from '../release/announced.ts'
import { readComparison } from '../release/released.ts'
import type { Term } from '../terms/term.ts'

export const types: Gate = {
  name: 'types',
  kind: 'breaking',
  summary: "code of the last release's users with the types and the client of today",
  reads: ['spec', '.changeset', 'packages/types', 'packages/client'],
  async run(root) {
    const comparison = await readComparison(root)
    const { breaks, statements } = await typeImpact(root, comparison)
    const compared = { 'pieces of code': statements }
    if (breaks.length === 0) return { findings: [], compared }

    const announcement = { released: comparison.released.info.version, announced: await announcedVersion(root) }
    if (announces(announcement, 'breaking')) return { findings: [], compared }
    const differences = differencesBetween(comparison)
    const source = new ContractSource(root)
    const fix = howToAnnounce(announcement, 'breaking')
    const causes = breaks.map((each) => ({ each, difference: causeOf(each.term, differences) }))
    const first = causes.filter(({ difference }, index) => {
      return difference === undefined || causes.findIndex((other) => other.difference === difference) === index
    })
    const findings = first.map(async ({ each, difference }): Promise<Finding> => {
      return {
        where: await source.place(`#${each.term}`),
        expected: `code that worked with ${announcement.released}: ${usesIn(each)}`,
        got: difference ? sentence(difference) : each.message,
        fix,
      }
    })
    return { findings: await Promise.all(findings), compared }
  },
}

/** What became of a term, or of what it is part of, or of a part of it. */
function causeOf(term: Term, differences: readonly Difference[]): Difference | undefined {
  const within = [term, ...ancestors(term).toReversed()]
  const place = within.find((candidate) => differences.some((difference) => difference.term === candidate))
  return differences.find((difference) => difference.term === place || difference.term.startsWith(`${term}/`))
}

/** The first use of a term, and who else is concerned. */
function usesIn({ statements }: Break): string {
  const [first, ...others] = statements
  const labels = [...new Set(statements.map(({ label }) => label))]
  const more = labels.length > 1 ? `; also ${labels.slice(1, 4).join(', ')}${labels.length > 4 ? ' …' : ''}` : ''
  return first ? `${first.label}: ${first.use}${others.length > 0 ? more : ''}` : ''
}
