import { existsSync, readFileSync } from 'node:fs'
import { contract } from '../../contract.ts'
import type { GeneratedPage } from './page.ts'

/** Written by `pnpm release` from the differences between two contracts; missing before the first release. */
const CHANGELOG = new URL('../../../../../CHANGELOG.md', import.meta.url)

const FIRST_VERSION = `## ${contract.info.version}

The first version of the contract: every operation on the vendor's pages, and one that was only observed.
`

/** The page with the changes between the versions of the contract. */
export function changelogPage(): GeneratedPage {
  return {
    id: 'changelog',
    title: 'Changelog',
    description: 'What changed between the versions of the contract.',
    body: existsSync(CHANGELOG) ? withoutTitle(readFileSync(CHANGELOG, 'utf8')) : FIRST_VERSION,
  }
}

function withoutTitle(markdown: string): string {
  return markdown.replace(/^# .*\n+/, '')
}
