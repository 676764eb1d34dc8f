import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type SeedAmounts } from '@testsigma-tms/server'

interface TemporaryData {
  folder: string
  data: string
  /** What starts a server with it. */
  options: [string, string]
}

/**
 * A data file with the demo data and so much more; it goes at the end of the process.
 *
 * @param database URL of a PostgreSQL database that is filled in its place, and stays
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
