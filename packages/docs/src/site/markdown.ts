import type { MediaTypes, Response } from '@testsigma-tms/spec/contract'
import { isRiskyToRepeat, type Operation } from '../operation.ts'
import { addresses, markdownAddress } from './addresses.ts'
import { type Difference, differencesOf } from './differences.ts'
import { bodyFields, type Field, fieldsOf, parameterField, schemaField } from './fields.ts'
import { type NamedSchema, type Resource, resources, samplesOf, schemaGroups, titleOf } from './reference.ts'
import { relatedTo } from './related.ts'
import { sections } from './sections.ts'

/** The page of an operation as Markdown. */
export function operationMarkdown(operation: Operation): string {
  const { method, path, description, parameters, requestBody, responses, servers, sdk, provenance } = operation
  const at = (place: string) => parameters.filter((parameter) => parameter.in === place).map(parameterField)
  return blocks([
    `\`${method.toUpperCase()} ${path}\``,
    description,
    `Provenance: ${provenance.source}, ${provenance.date}. Operation \`${operation.id}\`, client \`tms.${sdk.resource}.${sdk.method}()\`.`,
    isRiskyToRepeat(operation) && 'Not to be repeated unasked: a second, equal request may do more than the first.',
    `## ${sections.access.title}`,
    servers
      .map(({ url, description }, index) => `- ${index === 0 ? 'Base URL ' : ''}\`${url}\`: ${description}`)
      .join('\n'),
    operation.authenticated
      ? `Send your API key in the \`Authorization\` header, as a bearer token. [Generate a key](${markdownAddress(addresses.authentication)}).`
      : 'No key is needed.',
    ...fieldSection(sections.path.title, at('path'), 'request'),
    ...fieldSection(sections.query.title, at('query'), 'request'),
    ...(requestBody
      ? [`## ${sections.body.title}`, requestBody.description, ...contentBlocks(requestBody.content, 'request')]
      : []),
    '## Samples',
    ...samplesOf(operation).map(({ label, lang, text }) => `${label}:\n\n${fence(lang, text)}`),
    ...[...responses.values()].flatMap(responseBlocks),
    `## ${sections.differences.title}`,
    differencesMarkdown(operation),
    `## ${sections.related.title}`,
    relatedTo(operation)
      .map(({ operation, reason }) => `- ${operationLink(operation)}${reason && `: ${reason}`}`)
      .join('\n'),
  ])
}

/** The page of a resource as Markdown. */
export function resourceMarkdown({ name, description, operations }: Resource): string {
  const group = schemaGroups.find((group) => group.name === name)
  return blocks([
    description,
    operations
      .map((operation) => `- ${operationLink(operation)} \`${operation.method.toUpperCase()} ${operation.path}\``)
      .join('\n'),
    group && `[Schemas](${markdownAddress(addresses.schemas(name))})`,
  ])
}

/** The list of all operations as Markdown. */
export function referenceMarkdown(): string {
  return blocks(resources.flatMap((resource) => [`## ${resource.name}`, resourceMarkdown(resource)]))
}

/** The schemas of a group as Markdown. */
export function schemasMarkdown(schemas: NamedSchema[]): string {
  return blocks(
    schemas.flatMap(({ name, schema, usedBy }) => {
      const fields = fieldsOf(schema)
      return [
        `## ${name}`,
        fields.length > 0 && schema.description,
        fieldList(fields.length > 0 ? fields : [schemaField(name, schema)], 'response'),
        `Used by ${usedBy.map(operationLink).join(', ')}.`,
      ]
    }),
  )
}

function responseBlocks({ status, description, headers, content }: Response) {
  const fields = [...headers.values()].map(parameterField)
  return [
    `## Response ${status}`,
    description,
    ...contentBlocks(content, 'response', status.startsWith('2')),
    ...(status.startsWith('2') && fields.length > 0 ? ['Headers:', fieldList(fields, 'request')] : []),
  ]
}

function contentBlocks(content: MediaTypes, direction: Direction, withFields = true) {
  return [...content.values()].flatMap(({ type, schema = {}, examples }) => [
    `\`${type}\`${titleOf(schema) ? `, ${titleOf(schema)}` : ''}`,
    withFields && fieldList(bodyFields(schema), direction),
    ...examples.map(
      ({ summary, value }) =>
        `Example${summary ? `: ${summary}` : ''}\n\n${fence('json', JSON.stringify(value, null, 2))}`,
    ),
  ])
}

function fieldSection(title: string, fields: Field[], direction: Direction): string[] {
  return fields.length > 0 ? [`## ${title}`, fieldList(fields, direction)] : []
}

type Direction = 'request' | 'response'

function fieldList(fields: Field[], direction: Direction): string {
  return fields.flatMap((field) => [fieldLine(field, direction), ...inner(field, direction)]).join('\n')
}

function inner({ children }: Field, direction: Direction): string[] {
  return children.length > 0 ? [fieldList(children, direction)] : []
}

function fieldLine(field: Field, direction: Direction): string {
  const { prefix, name, type, required, description, constraints, values, examples, provenance } = field
  const marks = [
    type,
    direction === 'request' && required && 'required',
    direction === 'response' && !required && 'optional',
    provenance && `${provenance.source} ${provenance.date}`,
    ...constraints,
    examples.length > 0 && `e.g. ${examples.map((example) => `\`${example}\``).join(', ')}`,
  ].filter(Boolean)
  const meanings = values.map(({ value, meaning }) => ` \`${value}\`: ${meaning}`).join('')
  return `- \`${prefix}${name}\` (${marks.join('; ')}): ${oneLine(description)}${meanings}`
}

function differencesMarkdown(operation: Operation): string {
  const { own, general } = differencesOf(operation)
  const topics = general.map(({ topic }) => topic).join('; ')
  return [
    ...own.map(differenceLine),
    `- General ones: ${topics}. See [known differences](${markdownAddress(addresses.differences)}).`,
  ].join('\n')
}

function differenceLine({ topic, sources, contract }: Difference): string {
  const statements = Object.entries(sources).map(([name, statement]) => `${name}: ${statement}`)
  return `- ${topic}. ${[...statements, `in the contract: ${contract}`].join('; ')}`
}

function operationLink(operation: Operation): string {
  return `[${operation.summary}](${markdownAddress(addresses.operation(operation))})`
}

function fence(lang: string, text: string): string {
  return `\`\`\`${lang}\n${text}\n\`\`\``
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ')
}

function blocks(parts: (string | false | undefined)[]): string {
  return `${parts
    .filter((part) => typeof part === 'string' && part !== '')
    .map((part) => String(part).trim())
    .join('\n\n')}\n`
}
