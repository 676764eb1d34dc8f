import type { Operation } from '../operation.ts'

export interface Section {
  id: string
  title: string
  /** A shorter title for narrow places. */
  short: string
}

/** The sections of an operation's page, for its table of contents and its headings. */
export function sectionsOf({ parameters, requestBody }: Operation): Section[] {
  const places = new Set(parameters.map((parameter) => parameter.in))
  return [
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
  access: { id: 'access', title: 'Address and key', short: 'Address' },
  path: { id: 'path', title: 'Path parameters', short: 'Path' },
  query: { id: 'query', title: 'Query parameters', short: 'Query' },
  body: { id: 'body', title: 'Request body', short: 'Body' },
  tryIt: { id: 'try-it', title: 'Try it', short: 'Try it' },
  response: { id: 'response', title: 'Response', short: 'Response' },
  errors: { id: 'errors', title: 'Errors', short: 'Errors' },
  differences: { id: 'differences', title: 'Known differences', short: 'Differences' },
  related: { id: 'related', title: 'Related', short: 'Related' },
} satisfies Record<string, Section>
