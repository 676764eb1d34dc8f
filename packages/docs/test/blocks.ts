/** A fenced code block of a Markdown text. */
export interface Block {
  readonly language: string
  /** The `title=` of the fence. */
  readonly title: string | undefined
  readonly code: string
  /** Line of the fence, from 1. */
  readonly line: number
}

export function readBlocks(markdown: string): Block[] {
  return Array.from(
    markdown.matchAll(/^```(\w+)(.*)\n([\s\S]*?)^```$/gm),
    ({ 1: language, 2: info, 3: code, index }) => ({
      language: language as string,
      title: info?.match(/title="([^"]*)"/)?.[1],
      code: code as string,
      line: markdown.slice(0, index).split('\n').length,
    }),
  )
}
