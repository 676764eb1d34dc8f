import { addresses } from '../addresses.ts'
import type { GeneratedPage } from './page.ts'

/** The 404 page. */
export function notFoundPage(): GeneratedPage {
  return {
    id: '404',
    title: 'Page not found',
    description: 'The site has no page at this address.',
    tableOfContents: false,
    body: `The address may be mistyped, or the page may have moved. Search with Ctrl+K or \`/\`, or go to

- [the overview](${addresses.start}),
- [every operation](${addresses.reference}),
- [authentication](${addresses.authentication}).
`,
  }
}
