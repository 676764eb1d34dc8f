import type { Finding } from '@testsigma-tms/drift/report'

/** The first line that differs from the generated file; `undefined` if they are equal. */
export function fileDifference(
  file: string,
  expected: string | undefined,
  got: string | undefined,
): Finding | undefined {
  if (expected === got) return undefined
  const fix = 'change the contract or the generator, then run `pnpm generate` and commit the result'
  if (expected === undefined)
    return { where: { file }, expected: 'no such file', got: 'a file that nothing generates', fix }
  if (got === undefined) return { where: { file }, expected: 'a generated file', got: 'no such file', fix }

  const endings = lineEndings(expected, got)
  if (endings)
    return {
      where: { file },
      ...endings,
      fix: 'let git write lines as they are committed: `git config core.autocrlf false`, then check out again',
    }
  const [expectedLines, gotLines] = [expected.split('\n'), got.split('\n')]
  const line = expectedLines.findIndex((text, index) => text !== gotLines[index])
  const index = line === -1 ? expectedLines.length : line
  const [wanted, there] = asShown(expectedLines[index], gotLines[index])
  return { where: { file, line: index + 1 }, expected: wanted, got: there, fix }
}

/** Two different lines, with escapes if the difference would be invisible. */
function asShown(expected: string | undefined, got: string | undefined): [expected: string, got: string] {
  const isVisible = visible(expected) !== visible(got)
  const shown = (line: string | undefined) => {
    if (line === undefined) return 'the end of the file'
    if (line === '') return 'an empty line, or the line feed at the end of the file'
    return isVisible ? line : `"${line.replaceAll(/[^\x20-\x7e]/g, escaped)}"`
  }
  return [shown(expected), shown(got)]
}

/** What a reader can see of a line. */
function visible(line: string | undefined): string | undefined {
  return line
    ?.normalize('NFC')
    .replaceAll(/[\s\ufeff\u200b-\u200f\u2060]+/g, ' ')
    .trim()
}

function escaped(letter: string): string {
  return Array.from(
    { length: letter.length },
    (_, index) => `\\u${letter.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('')
}

/** The difference if only the line endings differ, which would be invisible. */
function lineEndings(expected: string, got: string): { expected: string; got: string } | undefined {
  if (expected.replaceAll('\r\n', '\n') !== got.replaceAll('\r\n', '\n')) return undefined
  const nameOf = (text: string) => (text.includes('\r\n') ? 'CRLF (\\r\\n)' : 'LF (\\n)')
  return { expected: `lines that end with ${nameOf(expected)}`, got: `lines that end with ${nameOf(got)}` }
}
