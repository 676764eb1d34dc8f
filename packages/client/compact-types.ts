/** Blocks by how they begin: headers of responses, which openapi-fetch does not read. */
const UNREAD = /^\s*headers: \{$/
/** Methods that a path does not have. */
const ABSENT = /^\s*(get|put|post|delete|options|head|patch|trace)\?: never;$/
/** What is called after headers. */
const NAMED_HEADER = /^export type Header\w+ = /

/**
 * The contract's types without what no caller of the client sees, as they are half of the package: descriptions of
 * responses, which the methods repeat, and headers, which are there as `response.headers` whatever the types say.
 */
export function compactTypes(declarations: string): string {
  const lines = declarations.split('\n')
  const kept = without(lines, UNREAD).filter((line) => !ABSENT.test(line) && !NAMED_HEADER.test(line))
  return indented(withoutComments(kept, /^\s*responses: \{$/)).join('\n')
}

/** One tab a level. */
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
