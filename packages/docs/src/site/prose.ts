import { marked } from 'marked'

/** Renders Markdown of the contract as HTML blocks. */
export function prose(text: string): string {
  return marked.parse(text, { async: false })
}

/** Renders one paragraph of Markdown as HTML without a block around it. */
export function phrase(text: string): string {
  return marked.parseInline(text, { async: false })
}

/** The first sentence of Markdown, without its marks, for a page's summary in search engines. */
export function firstSentence(text: string): string {
  const plain = text.replaceAll(/[`*]/g, '').replaceAll(/\s+/g, ' ').trim()
  return plain.match(/^.*?[.!?](?=\s|$)/)?.[0] ?? plain
}
