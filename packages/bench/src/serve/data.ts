import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type SeedAmounts } from '@testsigma-tms/server'

interface TemporaryData {
  folder: string
  data: string
  /** Options that start a server with the data. */
  options: [string, string]
}

/**
 * Creates a data file with the demo data and these amounts of other data. It is deleted when the process exits.
 *
 * @param database URL of a PostgreSQL database to fill instead; it is not deleted
 */
export async function temporaryData(amounts: SeedAmounts, database?: string): Promise<TemporaryData> {
  const folder = mkdtempSync(join(tmpdir(), 'tms-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const data = join(folder, 'tms.sqlite')
  const server = await createServer(database === undefined ? { data } : { database })
  await server.seed(amounts)
  await server.close()
  return { folder, data, options: database === undefined ? ['--data', data] : ['--database', database] }
}
