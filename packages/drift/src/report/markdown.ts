import type { Finding, GateResult } from './result.ts'
import { alsoText, comparedText, placeText, resultText, timeText } from './words.ts'

/** A table and a list of findings, for a pull request or a job summary. */
export function markdown(results: readonly GateResult[]): string {
  const rows = results.map((result) => [
    result.gate,
    result.kind,
    resultText(result),
    cell(comparedText(result)),
    timeText(result),
  ])
  const table = [['gate', 'kind', 'result', 'compared', 'time'], ['---', '---', '---', '---', '---:'], ...rows]
  const findings = results.flatMap(({ gate, findings }) => findings.map((finding) => section(gate, finding)))
  const notes = results.flatMap(({ notes = [] }) => notes.map(listItem)).join('')
  const parts = [`${table.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`, ...findings, notes]
  return parts.filter((part) => part !== '').join('\n')
}

function section(gate: string, finding: Finding): string {
  const { where, expected, got, fix } = finding
  const also = alsoText(finding)
  return [
    `**${code(placeText(where))}** (${gate})\n`,
    `- expected: ${code(expected)}`,
    `- got: ${code(got)}`,
    `- to fix it: ${escaped(fix)}\n`,
    ...(also === '' ? [] : [`- also at: ${escaped(also)}\n`]),
  ].join('\n')
}

/** A note of several lines is an item with a list below it. */
function listItem(note: string): string {
  const [first = '', ...others] = note.split('\n')
  return [`- ${escaped(first)}\n`, ...others.map((line) => `  - ${escaped(line)}\n`)].join('')
}

/** A code span with a fence longer than any run of backticks inside. */
function code(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const line = oneLine(text)
  return longest > 0 || line === '' ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`
}

function cell(text: string): string {
  return escaped(text).replaceAll('|', '\\|')
}

/** Escapes all Markdown characters except backticks and what is in code spans, where it would be shown. */
function escaped(text: string): string {
  return oneLine(text)
    .split(CODE_SPAN)
    .map((part, index) => (index % 2 === 0 ? part.replaceAll(/[\\*_[\]<>]/g, '\\$&') : part))
    .join('')
}

const CODE_SPAN = /((?<!`)`(?!`)[^`]+(?<!`)`(?!`))/

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
