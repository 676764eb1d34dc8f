import { styleText } from 'node:util'
import type { Finding, GateResult } from './result.ts'
import { alsoText, comparedText, placeText, resultText, timeText } from './words.ts'

type Style = Parameters<typeof styleText>[0]

/** Findings and a table, for people. Coloured if `stream` is a terminal with colours. */
export function pretty(results: readonly GateResult[], stream?: NodeJS.WriteStream): string {
  const paint = (style: Style, text: string) => (stream ? styleText(style, text, { stream }) : text)
  const findings = results.flatMap(({ gate, findings }) =>
    findings.map((finding) => findingLines(gate, finding, paint)),
  )
  const notes = results.flatMap(({ notes = [] }) => notes.map(hanging))
  const parts = [...findings, table(results, paint) + slowest(results), ...(notes.length > 0 ? [notes.join('\n')] : [])]
  return `${parts.join('\n\n')}\n`
}

type Paint = (style: Style, text: string) => string

function findingLines(gate: string, finding: Finding, paint: Paint): string {
  const { where, expected, got, fix } = finding
  const also = alsoText(finding)
  return [
    `${paint('bold', placeText(where))}  (${gate})`,
    `  expected  ${hanging(expected)}`,
    `  got       ${hanging(got)}`,
    `  fix       ${hanging(fix)}`,
    ...(also === '' ? [] : [`  also at   ${hanging(also)}`]),
  ].join('\n')
}

const COLOURS = { clean: 'green', findings: 'red', 'could not check': 'yellow' } as const

function table(results: readonly GateResult[], paint: Paint): string {
  const rows = results.map((result) => ({
    cells: [result.gate, result.kind, resultText(result)],
    compared: comparedText(result),
    time: timeText(result).padStart(7),
    colour: COLOURS[result.status],
  }))
  const head = ['gate', 'kind', 'result']
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0))
  return [
    paint('dim', [...line(head), '   time', 'compared'].join('  ')),
    ...rows.map(({ cells, time, compared, colour }) => {
      const [gate, kind, result] = line(cells) as [string, string, string]
      return [gate, kind, paint(colour, result), time, hanging(compared)].join('  ')
    }),
  ].join('\n')
}

/** The gate that took longest, if there are several. */
function slowest(results: readonly GateResult[]): string {
  const [first, second] = results.filter(({ cached }) => !cached).toSorted((a, b) => b.milliseconds - a.milliseconds)
  return first && second ? `\nslowest: ${first.gate}, ${timeText(first)}` : ''
}

/** Prefixes continuation lines, so that text from a response cannot look like a line of ours or a command to a CI. */
function hanging(text: string): string {
  return text.trimEnd().replaceAll(/\r\n|\r|\n/g, '\n          | ')
}
