import { decodeReport, ReportDecoder } from './decode.ts'
import { ReportReader } from './report-reader.ts'
import type { ReportedTest } from './reported-test.ts'

type Piece = string | Uint8Array

/** A whole report, or its chunks: an array, a generator, a Node stream or a web stream. */
export type ReportSource = Piece | Iterable<Piece> | AsyncIterable<Piece>

/**
 * Reads a whole JUnit XML report.
 * @param report bytes are decoded according to byte order mark or XML declaration, otherwise as UTF-8
 * @returns every `testcase` element, and a test for each failure outside of one; see `mergeAttempts`
 * @throws {ReportError} when it is not a valid report, or exceeds the limits in the README
 */
export function parseReport(report: string | Uint8Array): ReportedTest[] {
  const reader = new ReportReader()
  const text = typeof report === 'string' ? report : decodeReport(report)
  return [...reader.write(withoutByteOrderMark(text)), ...reader.end()]
}

/**
 * Reads a JUnit XML report as a stream, in constant memory.
 * @throws {ReportError} as `parseReport`, after the tests before the error
 * @example
 * for await (const test of readReport(createReadStream('report.xml'))) console.log(test.name, test.outcome)
 */
export async function* readReport(report: ReportSource): AsyncGenerator<ReportedTest, void> {
  const reader = new ReportReader()
  for await (const text of decoded(report)) yield* reader.write(text)
  yield* reader.end()
}

async function* decoded(report: ReportSource): AsyncGenerator<string> {
  const decoder = new ReportDecoder()
  let isStart = true
  let hasBytes = false
  for await (const piece of isPiece(report) ? [report] : report) {
    hasBytes ||= typeof piece !== 'string'
    const text = typeof piece === 'string' ? piece : decoder.decode(piece)
    yield isStart ? withoutByteOrderMark(text) : text
    isStart &&= text === ''
  }
  if (hasBytes) yield decoder.end()
}

function isPiece(report: ReportSource): report is Piece {
  return typeof report === 'string' || report instanceof Uint8Array
}

/** Decoding bytes has removed the byte order mark; a string may still have one. */
function withoutByteOrderMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text
}
