import { readFile, stat } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { CommandError } from '../exit-codes.ts'
import { readAll } from '../read-all.ts'
import type { Terminal } from '../terminal.ts'
import { columnNames } from './columns.ts'
import type { FileRow } from './file-row.ts'
import { readCsv } from './read-csv.ts'
import { readYaml } from './read-yaml.ts'

const largestFile = 64 * 2 ** 20

/** @throws {CommandError} when the file cannot be read, or has unknown columns */
export async function readCasesFile(
  terminal: Terminal,
  file: string,
  format: 'csv' | 'yaml' | undefined,
): Promise<FileRow[]> {
  const text = await readText(terminal, file)
  const isYaml = format === undefined ? /^\.ya?ml$/i.test(extname(file)) : format === 'yaml'
  const name = file === '-' ? 'stdin' : file
  const rows = isYaml ? await readYaml(text, name) : await readCsv(text, name, columnNames)
  const unknown = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))].filter(
    (column) => !columnNames.includes(column),
  )
  if (unknown.length > 0) {
    throw new CommandError(
      `${name}: unknown columns ${unknown.slice(0, 10).join(', ')}. Known are ${columnNames.join(', ')}.`,
    )
  }
  if (rows.length === 0) throw new CommandError(`${name} contains no test cases.`)
  return rows
}

async function readText(terminal: Terminal, file: string): Promise<string> {
  if (file === '-') return readAll(terminal, largestFile, 'stdin')
  const path = resolve(terminal.cwd, file)
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
