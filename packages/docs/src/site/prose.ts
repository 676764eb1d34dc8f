import { marked } from 'marked'

/** Renders Markdown of the contract as HTML blocks. */
export function prose(text: string): string {
  return marked.parse(text, { async: false })
}

/** Renders a paragraph of Markdown as inline HTML. */
export function phrase(text: string): string {
  return marked.parseInline(text, { async: false })
}

/** The first sentence of a Markdown text as plain text, for the description in search engines. */
export function firstSentence(text: string): string {
  const plain = text.replaceAll(/[`*]/g, '').replaceAll(/\s+/g, ' ').trim()
  return plain.match(/^.*?[.!?](?=\s|$)/)?.[0] ?? plain
}
