import { addresses, markdownAddress } from '../addresses.ts'
import { operationById } from '../reference.ts'
import type { GeneratedPage } from './page.ts'

/** The files besides the pages. */
export const machineFiles: { address: string; what: string }[] = [
  { address: '/openapi.yaml', what: 'the contract in OpenAPI 3.1, as one YAML file' },
  { address: '/openapi.json', what: 'the same as JSON' },
  { address: '/postman.json', what: 'a Postman collection (v2.1) with every operation and its example' },
  { address: '/llms.txt', what: 'the list of all pages, for language models' },
  { address: '/llms-full.txt', what: 'all pages in one text' },
  { address: '/sitemap.xml', what: 'the addresses of all pages' },
  { address: '/offline.html', what: 'the whole reference in one file, to keep; it needs JavaScript and no network' },
]

/** The page about formats for scripts, editors and language models. */
export function machinesPage(): GeneratedPage {
  const example = markdownAddress(addresses.operation(operationById('listUsers')))
  return {
    id: 'for-machines',
    title: 'For machines',
    description:
      'The contract as OpenAPI and as a Postman collection, every page as Markdown, and files for language models.',
    body: `| file | is |
|---|---|
${machineFiles.map(({ address, what }) => `| [${address.slice(1)}](${address}) | ${what} |`).join('\n')}

Every page is there as Markdown too: put \`.md\` in place of the last slash of its address, as in [${example.slice(1)}](${example}).
`,
  }
}
