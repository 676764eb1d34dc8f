import type { Operation } from '../operation.ts'

export interface Section {
  id: string
  title: string
}

/** The sections of an operation's page, for its table of contents and its headings. */
export function sectionsOf({ parameters, requestBody }: Operation): Section[] {
  const places = new Set(parameters.map((parameter) => parameter.in))
  return [
    sections.access,
    ...(places.has('path') ? [sections.path] : []),
    ...(places.has('query') ? [sections.query] : []),
    ...(requestBody ? [sections.body] : []),
    sections.tryIt,
    sections.response,
    sections.errors,
    sections.differences,
    sections.related,
  ]
}

export const sections = {
  access: { id: 'access', title: 'Address and key' },
  path: { id: 'path', title: 'Path parameters' },
  query: { id: 'query', title: 'Query parameters' },
  body: { id: 'body', title: 'Request body' },
  tryIt: { id: 'try-it', title: 'Try it' },
  response: { id: 'response', title: 'Response' },
  errors: { id: 'errors', title: 'Errors' },
  differences: { id: 'differences', title: 'Known differences' },
  related: { id: 'related', title: 'Related' },
} satisfies Record<string, Section>
