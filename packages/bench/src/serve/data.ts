import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from '@testsigma-tms/server'

/** A data file with the demo data and so many users more; it goes at the end of the process. */
export async function temporaryData(users: number): Promise<{ folder: string; data: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'tms-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const data = join(folder, 'tms.sqlite')
  const server = await createServer({ data })
  await server.seed({ users })
  await server.close()
  return { folder, data }
}
