import stringWidth from 'fast-string-truncated-width'

const narrowest = 6
const gap = '  '

/** Formats a table within a width: wide columns are truncated, and columns that do not fit are left out. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  const cells = [columns, ...rows].map((row) => row.map(oneLine))
  const wanted = columns.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))))
  const widths = fit(wanted, width)
  return cells
    .map(
      (row) =>
        `${widths
          .map((one, column) => padded(row[column] ?? '', one))
          .join(gap)
          .trimEnd()}\n`,
    )
    .join('')
}

/** Shrinks the widest columns until all fit. */
function fit(wanted: readonly number[], width: number): number[] {
  const widths = [...wanted]
  const total = () => widths.reduce((sum, one) => sum + one, 0) + gap.length * Math.max(0, widths.length - 1)
  while (total() > width && widths.length > 0) {
    const widest = Math.max(...widths)
    if (widest > narrowest) widths[widths.indexOf(widest)] = Math.max(narrowest, widest - (total() - width))
    else widths.pop()
  }
  return widths
}

function padded(text: string, width: number): string {
  const isLong = widthOf(text) > width
  const shown = isLong ? `${text.slice(0, stringWidth(text, { limit: width - 1, ellipsis: '' }).index)}…` : text
  return shown + ' '.repeat(Math.max(0, width - widthOf(shown)))
}

function widthOf(text: string): number {
  return stringWidth(text, { limit: Number.POSITIVE_INFINITY, ellipsis: '' }).width
}

/** Replaces control characters, which could move the cursor or recolour the reader's terminal. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
}
