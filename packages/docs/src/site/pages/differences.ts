import { type Difference, differenceTables } from '../differences.ts'
import type { GeneratedPage } from './page.ts'

/** All contradictions between or within the two sources. */
export function differencesPage(): GeneratedPage {
  const tables = differenceTables.map(
    ({ title, differences }) => `## ${title}\n\n${differences.map(entry).join('\n\n')}`,
  )
  return {
    id: 'known-differences',
    title: 'Known differences',
    description: 'Where the vendor’s pages and the live API disagree, and how the contract handles it.',
    body: `There are two sources of what the API does: the vendor's pages (*documented*) and measurements of the live API
(*observed*, with a date). They disagree in the places listed here. The contract accepts both, and the page of each
operation repeats what concerns it.

${tables.join('\n\n')}
`,
  }
}

/** The anchor of a difference on its page, generated from its heading. */
export function differenceAnchor(difference: Difference): string {
  return heading(difference)
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')
}

function heading({ number, topic }: Difference): string {
  return `${number}. ${topic}`
}

function entry(difference: Difference): string {
  const { sources, contract } = difference
  const statements = Object.entries(sources).map(([name, statement]) => `- **${name}**: ${statement}`)
  return `### ${heading(difference)}\n\n${[...statements, `- **in the contract**: ${contract}`].join('\n')}`
}
