/**
 * A spreadsheet takes a cell that begins like this for a formula, shows its result, and saves that. An apostrophe before
 * it makes it a text.
 */
const formula = /^'*[=+\-@\t\r]/

export function withFormulaMark(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell
}

export function withoutFormulaMark(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}
