import { CommandError } from '../exit-codes.ts'
import type { FileRow } from './file-row.ts'
import { withoutFormulaMark } from './formulas.ts'

/** Spreadsheets use semicolons in many locales. */
const delimiters = [',', ';', '\t']

/** @throws {CommandError} when it is not valid CSV, or two columns have the same name */
export async function readCsv(text: string, file: string, known: readonly string[]): Promise<FileRow[]> {
  const { parse, CsvError } = await import('csv-parse/sync')
  let records: string[][]
  try {
    records = parse(text, { bom: true, delimiter: delimiterOf(text, known), relax_column_count: true })
  } catch (error) {
    if (error instanceof CsvError) throw new CommandError(`${file} is not valid CSV: ${error.message}`)
    throw error
  }
  const [header = [], ...rows] = records
  const names = header.map(columnName)
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index)
  if (twice !== undefined) throw new CommandError(`${file}: two columns are called ${twice}.`)
  return rows.flatMap((cells, index) => rowOf(cells, names, `row ${index + 2}`, file))
}

function columnName(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
}

/** The delimiter that gives the most known columns. */
function delimiterOf(text: string, known: readonly string[]): string {
  const [header = ''] = text.replace(/^\ufeff/, '').split(/[\r\n]/, 1)
  const found = (delimiter: string) =>
    header.split(delimiter).filter((name) => known.includes(columnName(name.replaceAll('"', '')))).length
  return delimiters.reduce((best, delimiter) => (found(delimiter) > found(best) ? delimiter : best))
}

/** Empty cells mean "no change", and empty rows are skipped. */
function rowOf(cells: readonly string[], names: readonly string[], place: string, file: string): FileRow[] {
  if (cells.every((cell) => cell.trim() === '')) return []
  const isLonger = cells.slice(names.length).some((cell) => cell !== '')
  if (isLonger || cells.length < names.length) {
    throw new CommandError(`${file}: ${place} has ${cells.length} cells, but the header has ${names.length}.`)
  }
  const values = names.map((name, index) => [name, withoutFormulaMark(cells[index] ?? '')] as const)
  return [{ place, values: Object.fromEntries(values.filter(([, value]) => value !== '')) }]
}
