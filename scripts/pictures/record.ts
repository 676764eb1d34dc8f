import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT, resultOf, serverCommand, start } from '../run.ts'
import type { Shown } from './terminal.ts'

const key = 'a-key-for-this-recording-alone'
const report = `<testsuite name="sign-in" tests="3">
  <testcase name="DEMO-1 signs in"/>
  <testcase name="signs out"/>
  <testcase name="DEMO-4 resets a password"><failure message="no mail within 10 s"/></testcase>
</testsuite>
`

/** Starts the local server, uploads a report with `tms`, and reads the results back. */
export async function record(): Promise<Shown[]> {
  const folder = mkdtempSync(join(tmpdir(), 'recording-'))
  writeFileSync(join(folder, 'report.xml'), report)
  writeFileSync(join(folder, 'index.html'), 'a placeholder for the docs, which take a while to build')
  const server = start(
    process.execPath,
    [serverCommand(), '--port', '0', '--docs', '.', '--data', 'tms.sqlite', '--api-key', key],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  try {
    const started = await outputUntil(server, /Ctrl-C.*\n/)
    const baseUrl = started.match(/http:\S+\/api\/v1/)?.[0] ?? ''
    const published = (text: string) =>
      text
        .replaceAll(new URL(baseUrl).host, '127.0.0.1:4010')
        .replaceAll(key, '<key>')
        .replaceAll(folder, '~')
        .replace(/ \d+\.\d s\.$/m, '')
    const env = { TESTSIGMA_API_KEY: key, TESTSIGMA_BASE_URL: baseUrl, TESTSIGMA_PROJECT: 'DEMO' }
    const shown: Shown[] = [{ command: 'npx -y pnpm@12 start', output: published(withoutCurl(started)) }]
    for (const command of [
      'tms results upload report.xml --run DEMO-R-1',
      'tms test-runs list-cases --test-run-id DEMO-R-1 --csv --fields name,status',
    ]) {
      const program = join(ROOT, 'packages/cli/src/bin.ts')
      const child = start(process.execPath, [program, ...command.split(' ').slice(1)], {
        cwd: folder,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      shown.push({ command, output: published((await resultOf(child)).output) })
    }
    return shown
  } finally {
    server.kill('SIGINT')
    await new Promise((resolve) => server.on('close', resolve))
    rmSync(folder, { recursive: true })
  }
}

/** Removes the curl command that the server prints, because it is wider than the picture. */
function withoutCurl(output: string): string {
  return output.replace(/^curl .*\n\n/m, '')
}

/** Waits for a line in the output of a program (stdout and stderr), and returns the output so far. */
function outputUntil(child: ChildProcess, last: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (part: Buffer) => {
        output += part
        if (last.test(output)) resolve(output)
      })
    child.on('error', reject).on('close', () => reject(new Error(`the server ended before it was ready:\n${output}`)))
  })
}
