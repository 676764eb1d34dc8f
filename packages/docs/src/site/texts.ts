import { getCollection } from 'astro:content'
import { addresses, markdownAddress } from './addresses.ts'
import { frontPage, frontPageMarkdown } from './front-page.ts'
import { operationMarkdown, referenceMarkdown, resourceMarkdown, schemasMarkdown } from './markdown.ts'
import { firstSentence } from './prose.ts'
import { operations, resources, schemaGroups } from './reference.ts'

/** A page of the site as text. */
export interface TextPage {
  /** Where the page is, from the root of the site. */
  address: string
  title: string
  description: string
  /** Without the title. */
  markdown: string
}

/** What is used of an entry of the collection, whose type Astro knows only once the site has been built. */
interface Entry {
  id: string
  data: { title: string; description?: string }
  body?: string
}

/** The pages of the site in groups, as language models get them. */
export async function textPages(): Promise<{ group: string; pages: TextPage[] }[]> {
  const entries: Entry[] = await getCollection('docs', ({ id }: Entry) => id !== '404')
  const written = entries.map(({ id, data: { title, description = '' }, body = '' }) => ({
    address: `/${id}/`,
    title,
    description,
    markdown: withMarkdownLinks(body),
  }))
  return [
    {
      group: 'Start',
      pages: [
        {
          address: addresses.start,
          title: frontPage.title,
          description: frontPage.description,
          markdown: withMarkdownLinks(frontPageMarkdown()),
        },
        ...written.filter(({ address }) => !address.startsWith('/guides/')),
      ],
    },
    { group: 'Guides', pages: written.filter(({ address }) => address.startsWith('/guides/')) },
    {
      group: 'Operations',
      pages: operations.map((operation) => ({
        address: addresses.operation(operation),
        title: operation.summary,
        description: firstSentence(operation.description),
        markdown: operationMarkdown(operation),
      })),
    },
    {
      group: 'Resources',
      pages: [
        {
          address: addresses.reference,
          title: 'Every operation',
          description: 'All operations, by resource.',
          markdown: referenceMarkdown(),
        },
        ...resources.map((resource) => ({
          address: addresses.resource(resource.name),
          title: resource.name,
          description: firstSentence(resource.description),
          markdown: resourceMarkdown(resource),
        })),
      ],
    },
    {
      group: 'Schemas',
      pages: schemaGroups.map(({ name, schemas }) => ({
        address: addresses.schemas(name),
        title: `Schemas: ${name}`,
        description: schemas.map(({ name }) => name).join(', '),
        markdown: schemasMarkdown(schemas),
      })),
    },
  ]
}

/** Links to pages become links to their Markdown, whatever they are relative to. */
function withMarkdownLinks(markdown: string): string {
  return markdown.replaceAll(
    /\]\((\/[^)\s#]*\/|\/)(#[^)\s]*)?\)/g,
    (_, address: string) => `](${markdownAddress(address)})`,
  )
}

/** Makes links from the root of the site relative to a file at an address, so that they work below any path. */
export function relativeLinks(markdown: string, address: string): string {
  const root = '../'.repeat(address.split('/').length - 2)
  return markdown.replaceAll(/\]\(\/(?!\/)/g, `](${root}`)
}
