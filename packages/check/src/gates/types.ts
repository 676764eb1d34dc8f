import { ContractSource } from '@testsigma-tms/drift/places'
import { ancestors, type Break } from '../corpus/blame.ts'
import { typeImpact } from '../corpus/type-breaks.ts'
import { differencesBetween } from '../differences/compare.ts'
import type { Difference } from '../differences/difference.ts'
import { sentence } from '../differences/words.ts'
import type { Gate } from '../gate.ts'
import { readAnnouncement } from '../release/announced.ts'
import { fieldAt } from '../release/field-at.ts'
import { judgeChanges } from '../release/judge-changes.ts'
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

    const announcement = await readAnnouncement(root, 'packages')
    const differences = differencesBetween(comparison)
    const causes = breaks.map((each) => ({ each, difference: causeOf(each.term, differences) }))
    const first = causes.filter(({ difference }, index) => {
      return difference === undefined || causes.findIndex((other) => other.difference === difference) === index
    })
    const changes = first.map(({ each, difference }) => ({
      term: each.term,
      field: fieldAt(each.term, comparison),
      impact: 'breaking' as const,
      expected: `code that worked with ${announcement.released}: ${usesIn(each)}`,
      message: difference ? sentence(difference) : each.message,
      subjects: [
        ...new Set([...(difference ? [difference.subject.name] : []), ...each.statements.map(({ owner }) => owner)]),
      ],
    }))
    return { ...(await judgeChanges('types', changes, announcement, new ContractSource(root))), compared }
  },
}

/** The difference that explains a term, its ancestors, or its parts. */
function causeOf(term: Term, differences: readonly Difference[]): Difference | undefined {
  const within = [term, ...ancestors(term).toReversed()]
  const place = within.find((candidate) => differences.some((difference) => difference.term === candidate))
  return differences.find((difference) => difference.term === place || difference.term.startsWith(`${term}/`))
}

/** The first use of a term, and the other affected operations and types. */
function usesIn({ statements }: Break): string {
  const [first, ...others] = statements
  const labels = [...new Set(statements.map(({ label }) => label))]
  const more = labels.length > 1 ? `; also ${labels.slice(1, 4).join(', ')}${labels.length > 4 ? ' …' : ''}` : ''
  return first ? `${first.label}: ${first.use}${others.length > 0 ? more : ''}` : ''
}
