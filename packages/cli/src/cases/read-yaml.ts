import { CommandError } from '../exit-codes.ts'
import type { FileRow } from './file-row.ts'

/**
 * Reads every scalar as a string, because 1.10 and 007 are versions and names here; null and ~ are null.
 * @throws {CommandError} when it is not valid YAML, or not a list of test cases
 */
export async function readYaml(text: string, file: string): Promise<FileRow[]> {
  const { parseAllDocuments } = await import('yaml')
  const documents = parseAllDocuments(text, { schema: 'failsafe', customTags: ['null'], logLevel: 'silent' })
  if (!Array.isArray(documents) || documents.length === 0) return []
  const [document, another] = documents
  if (document === undefined || another) throw new CommandError(`${file}: expected one YAML document, got several.`)
  const [problem] = [...document.errors, ...document.warnings]
  if (problem) throw new CommandError(`${file} is not valid YAML: ${problem.message.trimEnd()}`)
  const entries = entriesOf(() => document.toJS({ maxAliasCount: 100 }), file)
  return entries.map((values, index) => {
    if (typeof values === 'object' && values !== null && !Array.isArray(values))
      return { place: `entry ${index + 1}`, values: values as FileRow['values'] }
    throw new CommandError(
      `${file}: entry ${index + 1} is not a test case, got ${JSON.stringify(values).slice(0, 100)}.`,
    )
  })
}

function entriesOf(read: () => unknown, file: string): unknown[] {
  let entries: unknown
  try {
    entries = read()
  } catch (error) {
    if (error instanceof ReferenceError) throw new CommandError(`${file} is not valid YAML: ${error.message}`)
    throw error
  }
  if (entries === null) return []
  if (Array.isArray(entries)) return entries
  throw new CommandError(`${file}: expected a list of test cases.`)
}
