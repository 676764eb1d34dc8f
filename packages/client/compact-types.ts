/** The first line of the blocks to remove: response headers, which openapi-fetch does not read. */
const UNREAD = /^\s*headers: \{$/
/** Methods that a path does not support. */
const ABSENT = /^\s*(get|put|post|delete|options|head|patch|trace)\?: never;$/
/** Types of single headers. */
const NAMED_HEADER = /^export type Header\w+ = /

/**
 * Removes what callers of the client never see, half of the package: descriptions of responses, which the methods
 * repeat, and types of headers, because `response.headers` does not use them.
 */
export function compactTypes(declarations: string): string {
  const lines = declarations.split('\n')
  const kept = without(lines, UNREAD).filter((line) => !ABSENT.test(line) && !NAMED_HEADER.test(line))
  return indented(withoutComments(kept, /^\s*responses: \{$/)).join('\n')
}

/** Indents with one tab per level. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/^(?: {4})+/, (spaces) => '\t'.repeat(spaces.length / 4)))
}

function without(lines: readonly string[], opening: RegExp): string[] {
  let end: string | undefined
  return lines.filter((line) => {
    if (end !== undefined) {
      if (line === end) end = undefined
      return false
    }
    if (opening.test(line)) end = closingOf(line)
    return end === undefined
  })
}

function withoutComments(lines: readonly string[], opening: RegExp): string[] {
  let end: string | undefined
  let isComment = false
  return lines.filter((line) => {
    if (end === undefined && opening.test(line)) end = closingOf(line)
    if (line === end) end = undefined
    if (end === undefined) return true
    isComment ||= /^\s*\/\*\*/.test(line)
    const isKept = !isComment
    if (line.trimEnd().endsWith('*/')) isComment = false
    return isKept
  })
}

function closingOf(line: string): string {
  return `${/^\s*/.exec(line)?.[0]}};`
}
