import { contract } from '../../contract.ts'
import type { GeneratedPage } from './index.ts'

/** What changed between the versions of the contract. */
export function changelogPage(): GeneratedPage {
  return {
    id: 'changelog',
    title: 'Changelog',
    description: 'What changed between the versions of the contract.',
    body: `## ${contract.info.version}

The first version of the contract: every operation on the vendor's pages, and one that was only observed.
`,
  }
}
