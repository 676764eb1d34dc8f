import type { Difference, DifferenceTable } from './differences.ts'
import { operations, resources, schemas } from './reference.ts'

/** What a difference may concern besides named things. */
const kinds = ['every operation', 'every operation with input', 'every list', 'every deletion'] as const

const known = new Set<string>([
  ...kinds,
  ...operations.map(({ id }) => id),
  ...resources.map(({ name }) => name),
  ...schemas.map(({ name }) => name),
])

/**
 * Reads the tables of contradictions from the Markdown of the evidence.
 *
 * @throws Error if a row does not have the columns, or concerns something that the contract does not have
 */
export function readDifferences(markdown: string): DifferenceTable[] {
  const [, section = ''] = markdown.split('\n## Contradictions\n')
  const tables = (section.split('\n## ')[0] ?? '').split('\n### ').slice(1).map(readTable)
  if (tables.length > 0 && tables.every(({ differences }) => differences.length > 0)) return tables
  throw new Error(
    'Expected "## Contradictions" with a table under each "###" in spec/evidence/README.md, ' +
      `got rows ${tables.map(({ differences }) => differences.length).join(', ') || 'none'}`,
  )
}

function readTable(text: string): DifferenceTable {
  const [title = '', ...lines] = text.split('\n')
  const [header = [], , ...rows] = lines.filter((line) => line.startsWith('|')).map(cellsOf)
  return { title, differences: rows.map((row) => readRow(header, row)) }
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
}

function readRow([, , one = '', other = '']: string[], row: string[]): Difference {
  const [number = '', topic = '', first = '', second = '', contract = '', concerns = ''] = row
  const names = concerns.split(', ')
  const unknown = names.filter((name) => !known.has(name))
  if (row.length !== 6 || unknown.length > 0) {
    throw new Error(
      `spec/evidence/README.md, contradiction ${number}: expected six cells, the last with names of operations, tags or ` +
        `schemas, or ${kinds.join(', ')}; got ${row.length} cells, of the names unknown: ${unknown.join(', ') || 'none'}`,
    )
  }
  return { number: Number(number), topic, sources: { [one]: first, [other]: second }, contract, concerns: names }
}
