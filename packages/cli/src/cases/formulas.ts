/**
 * A spreadsheet evaluates a cell that begins like this as a formula, and saves the result. A leading apostrophe marks
 * it as text.
 */
const formula = /^'*[=+\-@\t\r]/

export function withFormulaMark(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell
}

export function withoutFormulaMark(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}
