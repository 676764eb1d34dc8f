import { shareParameters } from './share-parameters.ts'

/** The first line of the blocks to remove: response headers, which openapi-fetch does not read. */
const UNREAD = /^\s*headers: \{$/
/** Methods that a path does not support, and kinds of parameters that an operation does not have. */
const ABSENT = /^\s*(get|put|post|delete|options|head|patch|trace|query|header|path|cookie)\?: never;$/
/** Parameters of a path that are empty after `ABSENT` lines are removed. */
const NO_PARAMETERS = /^ {8}parameters: \{\n {8}\};\n/gm
/** Types of single headers. */
const NAMED_HEADER = /^export type Header\w+ = /
/** The first line of the blocks whose comments editors do not show. */
const UNDOCUMENTED = [/^\s*responses: \{$/, /^export interface paths \{$/]

/**
 * Removes what callers of the client never see: descriptions of responses and of operations, which the methods repeat,
 * and types of headers, because `response.headers` does not use them. Deduplicates parameters.
 */
export function compactTypes(declarations: string): string {
  const lines = declarations.split('\n')
  const kept = without(lines, UNREAD).filter((line) => !ABSENT.test(line) && !NAMED_HEADER.test(line))
  const code = UNDOCUMENTED.reduce(withoutComments, kept).join('\n')
  return indented(shareParameters(code.replaceAll(NO_PARAMETERS, '')).split('\n')).join('\n')
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

function withoutComments(lines: string[], opening: RegExp): string[] {
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
  const indentation = /^\s*/.exec(line)?.[0]
  return indentation ? `${indentation}};` : '}'
}
