import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type SeedAmounts } from '@testsigma-tms/server'

/** A data file with the demo data and so much more; it goes at the end of the process. */
export async function temporaryData(amounts: SeedAmounts): Promise<{ folder: string; data: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'tms-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const data = join(folder, 'tms.sqlite')
  const server = await createServer({ data })
  await server.seed(amounts)
  await server.close()
  return { folder, data }
}
