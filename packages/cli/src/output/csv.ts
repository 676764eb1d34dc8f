import { cell, valueAt } from './pick.ts'

/** A line of CSV (RFC 4180), including its line ending. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`
}

export function csvRow(row: unknown, columns: readonly string[]): string {
  return csvLine(columns.map((column) => cell(valueAt(row, column))))
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
