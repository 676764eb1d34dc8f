import { kept } from './limits.ts'

/**
 * Terminal escape sequences (colours, cursor movements). Their first character is forbidden in XML, so it was replaced
 * or written as a reference.
 */
const escapes = /(?:\ufffd|&#(?:27|x1b);)\[[0-9;?]*[A-Za-z]/gi

/** The first line that is not empty, without escape sequences. */
export function firstLine(text: string): string {
  const plain = withoutColours(text).trimStart()
  const [line = ''] = plain.slice(0, kept.message + 1).split('\n')
  return line.slice(0, kept.message).trimEnd()
}

export function withoutColours(text: string): string {
  return text.replace(escapes, '')
}

/** Marker for attached files in the output of a test, used by Playwright, Jenkins and Azure. */
const attachment = '[[ATTACHMENT|'
const longestPath = 4000

/** Splits at the end marker. A regular expression would take quadratic time on many start markers. */
export function attachmentsIn(text: string): string[] {
  if (!text.includes(attachment)) return []
  return text
    .split(']]')
    .slice(0, -1)
    .filter((piece) => piece.includes(attachment))
    .map((piece) => piece.slice(piece.lastIndexOf(attachment) + attachment.length))
    .filter((path) => path.length <= longestPath && !/[\]\r\n]/.test(path) && path.trim() !== '')
    .map((path) => path.trim())
}

/**
 * A copy of a string. A substring keeps the whole original in memory, so the names of tests would keep the whole
 * report.
 */
export function detached(text: string): string {
  return ` ${text}`.slice(1)
}
