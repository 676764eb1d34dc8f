import { isClosed, type Terminal, widthOf, write } from '../terminal.ts'
import { csvLine, csvRow } from './csv.ts'
import { MissingFields } from './missing-fields.ts'
import { cell, pick, type Row, valueAt } from './pick.ts'
import { table } from './table.ts'

export interface OutputOptions {
  readonly json?: boolean
  readonly csv?: boolean
  readonly fields?: readonly string[]
}

/** Column widths are computed from this many rows; later rows use the same widths. */
const measured = 200

/** Writes rows as they arrive: JSON lines in a pipe, a table on a terminal, or one JSON array or CSV if requested. */
export async function writeRows(
  terminal: Terminal,
  rows: AsyncIterable<unknown>,
  options: OutputOptions,
): Promise<void> {
  const { fields } = options
  const read = readRows(terminal, rows, fields)
  if (options.json) await writeArray(terminal, read, fields)
  else if (options.csv) await writeCsv(terminal, read, fields)
  else if (terminal.stdout.isTTY) await writeTable(terminal, read, fields)
  else for await (const row of read) await write(terminal, `${JSON.stringify(pick(row, fields))}\n`)
}

/** Stops when the reader has closed stdout, and reports requested fields that no row had. */
async function* readRows(
  terminal: Terminal,
  rows: AsyncIterable<unknown>,
  fields: readonly string[] = [],
): AsyncGenerator<unknown> {
  const missing = new MissingFields(fields)
  for await (const row of rows) {
    if (isClosed(terminal)) return
    missing.see(row)
    yield row
  }
  missing.tell(terminal)
}

/** Writes one entity: as JSON, or line by line on a terminal. */
export async function writeEntity(
  terminal: Terminal,
  entity: unknown,
  { json, csv, fields }: OutputOptions,
): Promise<void> {
  if (csv) return writeRows(terminal, one(entity), { csv, ...(fields ? { fields } : {}) })
  const picked = pick(entity, fields)
  const missing = new MissingFields(fields)
  missing.see(entity)
  missing.tell(terminal)
  if (json || !terminal.stdout.isTTY || typeof picked !== 'object' || picked === null) {
    return write(terminal, `${JSON.stringify(picked, undefined, json ? 2 : undefined)}\n`)
  }
  const lines = Object.entries(picked).map(([name, value]) => [name, cell(value)])
  await write(terminal, table(['field', 'value'], lines, widthOf(terminal.stdout, 80)))
}

async function* one(entity: unknown): AsyncGenerator<unknown> {
  yield entity
}

async function writeArray(terminal: Terminal, rows: AsyncIterable<unknown>, fields?: readonly string[]): Promise<void> {
  let separator = '['
  for await (const row of rows) {
    await write(terminal, `${separator}\n  ${JSON.stringify(pick(row, fields))}`)
    separator = ','
  }
  await write(terminal, separator === '[' ? '[]\n' : '\n]\n')
}

async function writeCsv(terminal: Terminal, rows: AsyncIterable<unknown>, fields?: readonly string[]): Promise<void> {
  let columns: readonly string[] | undefined
  for await (const row of rows) {
    if (columns === undefined) {
      columns = fields ?? Object.keys(row as Row)
      await write(terminal, csvLine(columns))
    }
    await write(terminal, csvRow(row, columns))
  }
  if (columns === undefined && fields) await write(terminal, csvLine(fields))
}

async function writeTable(terminal: Terminal, rows: AsyncIterable<unknown>, fields?: readonly string[]): Promise<void> {
  let batch: unknown[] = []
  const flush = async () => {
    if (batch.length === 0) return
    const columns = fields ?? columnsOf(batch)
    const cells = batch.map((row) => columns.map((column) => cell(valueAt(row, column))))
    await write(terminal, table(columns, cells, widthOf(terminal.stdout, 80)))
    batch = []
  }
  for await (const row of rows) {
    batch.push(row)
    if (batch.length === measured) await flush()
  }
  await flush()
}

/** These columns come first. Tables omit objects, arrays and times; --fields and --json show them. */
const first = ['human_id', 'title', 'name', 'email', 'status']

function columnsOf(rows: readonly unknown[]): string[] {
  const [sample] = rows as [Row]
  const plain = Object.keys(sample).filter((name) => {
    return (
      !/_at$|At$/.test(name) &&
      rows.every((row) => typeof valueAt(row, name) !== 'object' || valueAt(row, name) === null)
    )
  })
  return [...first.filter((name) => plain.includes(name)), ...plain.filter((name) => !first.includes(name))]
}
