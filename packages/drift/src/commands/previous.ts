import { readFile } from 'node:fs/promises'
import { UsageError } from '../command-line/usage-error.ts'

/**
 * The operations that an earlier run of `live` has seen, from its JSON report. @throws {UsageError} when it has none
 */
export async function readSeen(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw new UsageError(`--previous: cannot read ${file}: ${error.message}. The first run has no such report`)
  })
  const seen = reportsIn(text).find(({ gate }) => gate === 'live')?.seen
  if (Array.isArray(seen) && seen.every((name) => typeof name === 'string')) return seen
  throw new UsageError(
    `--previous: ${file} is not a report of live with operations; write one with --format json --output`,
  )
}

function reportsIn(text: string): { readonly gate?: unknown; readonly seen?: unknown }[] {
  try {
    const reports: unknown = JSON.parse(text)
    return Array.isArray(reports) ? reports.filter((report) => typeof report === 'object' && report !== null) : []
  } catch {
    return []
  }
}
