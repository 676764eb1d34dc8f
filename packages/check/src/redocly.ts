import { runInPackage } from './run.ts'

/** Runs a Redocly command with JSON reports: one per file, concatenated without a separator. */
export async function redoclyReports<Report>(
  root: string,
  command: string,
): Promise<{ reports: Report[]; stderr: string }> {
  const { stdout, stderr } = await runInPackage(root, 'spec', `redocly ${command} --format json`)
  try {
    const reports = JSON.parse(`[${stdout.replaceAll(/^\}\{/gm, '},{')}]`)
    if (reports.length > 0) return { reports, stderr }
  } catch {
    // Text that is not JSON is handled like a missing report.
  }
  throw new Error(`redocly ${command.split(' ')[0]} returned no report: ${stderr.trim()}`)
}
