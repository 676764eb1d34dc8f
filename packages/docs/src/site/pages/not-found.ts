import { addresses } from '../addresses.ts'
import type { GeneratedPage } from './page.ts'

/** The page for addresses that the site does not have. */
export function notFoundPage(): GeneratedPage {
  return {
    id: '404',
    title: 'No page here',
    description: 'The site has no page at this address.',
    tableOfContents: false,
    body: `The site has no page at this address. Search with Ctrl+K, or go to

- [the first page](${addresses.start}), which leads to a first response in a minute,
- [every operation](${addresses.reference}),
- [how to authenticate](${addresses.authentication}).
`,
  }
}
