import { readFile, stat } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { CommandError } from '../exit-codes.ts'
import { readAll } from '../read-all.ts'
import type { Terminal } from '../terminal.ts'
import { columnNames } from './columns.ts'

/** One test case of a file, and where it stands. */
export interface FileRow {
  /** `row 3`, as a spreadsheet counts, or `entry 2`. */
  readonly place: string
  readonly values: Readonly<Record<string, unknown>>
}

const largestFile = 64 * 2 ** 20

/** @throws {CommandError} when the file cannot be read, or has columns that are not known */
export async function readCasesFile(
  terminal: Terminal,
  file: string,
  format: 'csv' | 'yaml' | undefined,
): Promise<FileRow[]> {
  const text = await readText(terminal, file)
  const isYaml = format === undefined ? /^\.ya?ml$/i.test(extname(file)) : format === 'yaml'
  const rows = isYaml ? await yamlRows(text, file) : await csvRows(text, file)
  const unknown = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))].filter(
    (name) => !columnNames.includes(name),
  )
  if (unknown.length > 0) {
    throw new CommandError(
      `${file}: unknown columns ${unknown.slice(0, 10).join(', ')}. Known are ${columnNames.join(', ')}.`,
    )
  }
  if (rows.length === 0) throw new CommandError(`${file} holds no test cases.`)
  return rows
}

async function readText({ stdin, cwd }: Terminal, file: string): Promise<string> {
  if (file === '-') return readAll(stdin, largestFile, 'stdin')
  const path = resolve(cwd, file)
  try {
    const { size } = await stat(path)
    if (size > largestFile) throw new CommandError(`${path} has ${size} bytes, more than 64 MiB.`)
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
  } catch (error) {
    if (error instanceof CommandError) throw error
    const { code } = error as NodeJS.ErrnoException
    throw new CommandError(
      code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
        ? `${path} is not in UTF-8. Save it as "CSV UTF-8".`
        : `${path} cannot be read: ${code}`,
    )
  }
}

async function csvRows(text: string, file: string): Promise<FileRow[]> {
  const { parse, CsvError } = await import('csv-parse/sync')
  try {
    const records = parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: false }) as Record<
      string,
      string
    >[]
    // In a table an empty cell says nothing.
    return records.map((record, index) => ({
      place: `row ${index + 2}`,
      values: Object.fromEntries(Object.entries(record).filter(([, value]) => value !== '')),
    }))
  } catch (error) {
    if (error instanceof CsvError) throw new CommandError(`${file} is no CSV: ${error.message}`)
    throw error
  }
}

async function yamlRows(text: string, file: string): Promise<FileRow[]> {
  const { parse, YAMLError } = await import('yaml')
  let entries: unknown
  try {
    entries = parse(text, { maxAliasCount: 100 })
  } catch (error) {
    if (error instanceof YAMLError || error instanceof ReferenceError)
      throw new CommandError(`${file} is no YAML: ${error.message}`)
    throw error
  }
  if (!Array.isArray(entries)) throw new CommandError(`${file}: expected a list of test cases.`)
  return entries.map((values, index) => {
    if (typeof values === 'object' && values !== null && !Array.isArray(values))
      return { place: `entry ${index + 1}`, values }
    throw new CommandError(`${file}: entry ${index + 1} is no test case, got ${JSON.stringify(values).slice(0, 100)}.`)
  })
}
