import { getCollection } from 'astro:content'
import { addresses, markdownAddress } from './addresses.ts'
import { frontPage, frontPageMarkdown } from './front-page.ts'
import { operationMarkdown, referenceMarkdown, resourceMarkdown, schemasMarkdown } from './markdown.ts'
import { firstSentence } from './prose.ts'
import { operations, resources, schemaGroups } from './reference.ts'

/** A page of the site as text. */
export interface TextPage {
  /** URL of the page, from the root of the site. */
  address: string
  title: string
  description: string
  /** The content without the title. */
  markdown: string
}

/** The fields of a collection entry that are used; Astro generates its type only when the site is built. */
interface Entry {
  id: string
  data: { title: string; description?: string }
  body?: string
}

/** The pages of the site in groups, for language models. */
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

/** Replaces links to pages by links to their Markdown version. */
function withMarkdownLinks(markdown: string): string {
  return markdown.replaceAll(
    /\]\((\/[^)\s#]*\/|\/)(#[^)\s]*)?\)/g,
    (_, address: string) => `](${markdownAddress(address)})`,
  )
}

/** Makes root-relative links relative to a file at the given path, so that they work below any path. */
export function relativeLinks(markdown: string, address: string): string {
  const root = '../'.repeat(address.split('/').length - 2)
  return markdown.replaceAll(/\]\(\/(?!\/)/g, `](${root}`)
}
