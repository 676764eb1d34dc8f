import { kept } from './limits.ts'

/** Colours and cursor movements of a terminal, whose first character was replaced, or is a forbidden reference. */
const escapes = /(?:\ufffd|&#(?:27|x1b);)\[[0-9;?]*[A-Za-z]/gi

/** The first line that is not empty, without colours. */
export function firstLine(text: string): string {
  const plain = withoutColours(text).trimStart()
  const [line = ''] = plain.slice(0, kept.message + 1).split('\n')
  return line.slice(0, kept.message).trimEnd()
}

export function withoutColours(text: string): string {
  return text.replace(escapes, '')
}

/** Playwright, Jenkins and Azure name files in the output of a test like this. */
const attachment = '[[ATTACHMENT|'
const longestPath = 4000

/** By its end, as a pattern would look for one behind each of many beginnings. */
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
 * A text of its own. What is cut out of a longer one keeps all of that in memory, and so would the names of tests keep
 * the whole report.
 */
export function detached(text: string): string {
  return ` ${text}`.slice(1)
}
