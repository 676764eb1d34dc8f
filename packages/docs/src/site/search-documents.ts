import { getCollection } from 'astro:content'
import type { Operation } from '../operation.ts'
import type { Kind, SearchDocument } from '../search/document.ts'
import { addresses } from './addresses.ts'
import { bodyFields, type Field, fieldsOf, parameterField } from './fields.ts'
import { frontPage, ways } from './front-page.ts'
import { operations, resources, schemaGroups } from './reference.ts'
import { sections } from './sections.ts'

/** All searchable sections. Content that every page has, such as errors and addresses, is left out. */
export async function searchDocuments(): Promise<SearchDocument[]> {
  return [
    ...operations.flatMap(operationDocuments),
    ...(await writtenDocuments()),
    {
      ...beginning(addresses.start, frontPage.title, 'page'),
      names: ways.map(({ title }) => title).join('. '),
      text: plain(`${frontPage.what} ${frontPage.audience} ${ways.map(({ text }) => text).join(' ')}`),
    },
    ...resources.map(({ name, description, operations }) => ({
      ...beginning(addresses.resource(name), name, 'resource'),
      names: operations.map(({ summary }) => summary).join('. '),
      text: plain(description),
    })),
    {
      ...beginning(addresses.reference, 'Every operation', 'resource'),
      names: 'all endpoints methods routes',
      text: 'All operations, by resource.',
    },
    ...schemaGroups.flatMap(({ name: group, schemas }) =>
      schemas.map(({ name, schema }) => ({
        ...beginning(addresses.schemas(group), `Schemas: ${group}`, 'schema', name),
        names: namesOf(fieldsOf(schema)),
        text: plain(schema.description ?? ''),
      })),
    ),
  ]
}

function operationDocuments(operation: Operation): SearchDocument[] {
  const { id, method, path, sdk, summary, description, parameters, requestBody, success } = operation
  const address = addresses.operation(operation)
  const common = { page: address, title: summary, method: method.toUpperCase() }
  const fieldsSection = ({ id, title }: { id: string; title: string }, fields: Field[]): SearchDocument[] =>
    fields.length === 0
      ? []
      : [
          {
            ...common,
            id: `${address}#${id}`,
            heading: title,
            kind: 'fields',
            names: namesOf(fields),
            text: textOf(fields),
          },
        ]
  const at = (place: string) => parameters.filter((parameter) => parameter.in === place).map(parameterField)
  const bodies = [...(requestBody?.content.values() ?? [])]
  const responses = [...(success?.content.values() ?? [])]
  return [
    {
      ...common,
      id: address,
      heading: '',
      kind: sdk.method.startsWith('list') ? 'list' : 'operation',
      names: `${id} ${path} ${sdk.resource}.${sdk.method}`,
      text: plain(description),
    },
    ...fieldsSection(sections.path, at('path')),
    ...fieldsSection(sections.query, at('query')),
    ...fieldsSection(
      sections.body,
      bodies.flatMap(({ schema }) => bodyFields(schema)),
    ),
    ...fieldsSection(
      sections.response,
      responses.flatMap(({ schema }) => bodyFields(schema)),
    ),
  ]
}

/** The fields of a collection entry that are used; Astro generates its type only when the site is built. */
interface Entry {
  id: string
  data: { title: string; description?: string }
  body?: string
  rendered?: { metadata?: { headings?: { depth: number; slug: string; text: string }[] } }
}

/** The sections of the guides and of the pages that are generated from the contract. */
async function writtenDocuments(): Promise<SearchDocument[]> {
  const entries: Entry[] = await getCollection('docs', ({ id }: Entry) => id !== '404')
  return entries.flatMap(writtenSections)
}

function writtenSections({ id, data: { title, description = '' }, body = '', rendered }: Entry): SearchDocument[] {
  const page = `/${id}/`
  const kind = kindOf(id)
  const headings = (rendered?.metadata?.headings ?? []).filter(({ depth }) => depth === 2 || depth === 3)
  // Indents comments in code samples, which would look like headings.
  const marked = body.replaceAll(/^```[\s\S]*?^```$/gm, (code) => code.replaceAll(/^#/gm, ' #'))
  const [opening = '', ...parts] = marked.split(/^#{2,3} .*$/m)
  if (parts.length !== headings.length) throw new Error(`${page} has ${headings.length} headings, read ${parts.length}`)
  return [
    {
      ...beginning(page, title, kind === 'difference' || kind === 'change' ? 'page' : kind),
      names: functionNames(opening),
      text: plain(`${description} ${opening}`),
    },
    ...headings.map(({ slug, text }, index) => ({
      id: `${page}#${slug}`,
      page,
      title,
      heading: text,
      kind,
      names: functionNames(parts[index] ?? ''),
      text: plain(parts[index] ?? ''),
    })),
  ]
}

/** Names of functions and classes that readers may search: `recordResults`, `RateLimitError`. */
function functionNames(markdown: string): string {
  return [...new Set(markdown.match(/\b[A-Z]?[a-z]+[A-Z]\w+\b/g) ?? [])].join(' ')
}

function kindOf(id: string): Kind {
  if (id.startsWith('guides/')) return 'guide'
  if (id.startsWith('commands/')) return 'command'
  if (addresses.changelog === `/${id}/`) return 'change'
  return addresses.differences === `/${id}/` ? 'difference' : 'page'
}

function beginning(page: string, title: string, kind: Kind, section = '') {
  return { id: section ? `${page}#${section}` : page, page, title, heading: section, kind }
}

function namesOf(fields: Field[]): string {
  return fields.flatMap(({ name, children }) => [name, namesOf(children)]).join(' ')
}

function textOf(fields: Field[]): string {
  return fields
    .flatMap(({ name, description, values, children }) => [
      `${name}: ${plain(description)} ${values.map(({ value, meaning }) => `${value} ${plain(meaning)}`).join(' ')}`,
      textOf(children),
    ])
    .join(' ')
}

/** Markdown as plain text, without code blocks. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/```[\s\S]*?```/g, ' ')
    .split(/(`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? part.slice(1, -1) : withoutMarks(part)))
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** Removes Markdown syntax, except escaped characters. */
function withoutMarks(markdown: string): string {
  return markdown
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^\|[-| :]+\|$/gm, ' ')
    .replaceAll(/\\([^\w\s])|[`*|]/g, (_, escaped?: string) => escaped ?? ' ')
}
