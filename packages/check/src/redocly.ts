import { runInPackage } from './run.ts'

/** Runs a Redocly command on the contract that reports as JSON: one report for each file, with nothing between them. */
export async function redoclyReports<Report>(
  root: string,
  command: string,
): Promise<{ reports: Report[]; stderr: string }> {
  const { stdout, stderr } = await runInPackage(root, 'spec', `redocly ${command} --format json`)
  try {
    const reports = JSON.parse(`[${stdout.replaceAll(/^\}\{/gm, '},{')}]`)
    if (reports.length > 0) return { reports, stderr }
  } catch {
    // What follows is as true of text that is not JSON.
  }
  throw new Error(`redocly ${command.split(' ')[0]} gave no report: ${stderr.trim()}`)
}
