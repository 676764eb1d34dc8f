import { expect, test } from 'vitest'
import { startProxy } from './process/counting-proxy.ts'
import { killRounds } from './process/kill-rounds.ts'
import { bin, shell, start } from './process/run-process.ts'
import { passed, put, suite } from './reports.ts'
import { startWorld } from './run-tms.ts'

const user = '--user jane.doe@example.com'

async function startShell() {
  const world = await startWorld()
  const origin = await world.server.listen({ port: 0 })
  const env = {
    TESTSIGMA_API_KEY: world.server.apiKey,
    TESTSIGMA_BASE_URL: `${origin}/api/v1`,
    TESTSIGMA_PROJECT: 'DEMO',
  }
  return { ...world, run: (script: string) => shell(script, world.folder, env) }
}

test('kill -9 during an upload, then --resume: every result exactly once', () =>
  killRounds([{ batch: 3, moment: 'after' }]))

test('in a pipeline: only data on stdout, and a reader that closes early is not an error', async () => {
  const { run } = await startShell()
  const { code, stdout, stderr } = await run(
    'tms users list --page-size 1 | head -n 1; tms users list --verbose | wc -l',
  )
  expect({ code, stderr: stderr.includes('GET http') }).toEqual({ code: 0, stderr: true })
  const [line = '', count] = stdout.trim().split('\n')
  expect(JSON.parse(line)).toMatchObject({ email: expect.any(String) })
  expect(Number(count)).toBeGreaterThan(2)
})

test('a full disk behind stdout is an error, and a reader that closes early does not change the exit code', async () => {
  const world = await startShell()
  put(world, 'a.xml', suite(passed('nobody')))
  const { stdout, stderr } = await world.run(
    `set +e; tms users list > /dev/full; echo "list $?"
     tms results upload a.xml ${user} | head -c 1; echo "upload \${PIPESTATUS[0]}"`,
  )
  expect(stdout).toContain('list 2\n')
  expect(stdout).toContain('upload 2\n')
  expect(stderr).toContain('tms: stdout cannot be written: ENOSPC\n')
  expect(stderr).not.toContain(' at ')
})

test('Ctrl-C interrupts reading a key or a report from stdin', async () => {
  const world = await startShell()
  const { stdout } = await world.run(
    `set +e; mkfifo held; exec 3<>held
     for command in 'users list --key-file -' 'results upload - --dry-run' 'cases import -'; do
       '${process.execPath}' '${bin}' $command <&3 & child=$!; sleep 1.5; kill -INT $child; wait $child; echo "$command: $?"
     done`,
  )
  expect(stdout.match(/\d+$/gm)).toEqual(['130', '130', '130'])
})

test('a full disk for the journal: nothing more is sent, and the summary shows what was recorded', async () => {
  const world = await startShell()
  put(world, 'a.xml', suite(...[1, 2, 3, 4].map((number) => passed(`DEMO-${number}`))))
  const project_id = 'c47ade67-0543-4582-a4a5-b7de447c94f5'
  // The file size limit is 1,024 bytes: a few more lines fit.
  put(world, 'journal', `${JSON.stringify({ journal: 1, project_id })}\n{"refused":["${'x'.repeat(400)}"]}\n`)
  const { code, stdout, stderr } = await world.run(
    `ulimit -f 1; tms results upload a.xml ${user} --batch-size 1 --resume journal`,
  )
  expect(code, stdout + stderr).toBe(2)
  expect(stdout + stderr).toMatch(/The journal .+ cannot be written \(E\w+\), so nothing more was sent/)
  expect(stdout).toMatch(/^\d of 4 results recorded/m)
})

test('Ctrl-C during an upload: the summary shows what was recorded', async () => {
  const world = await startWorld()
  await world.tms('run create --title Interrupted')
  put(world, 'a.xml', suite(...[1, 2, 3, 4].map((number) => passed(`DEMO-${number}`))))
  const proxy = await startProxy(await world.server.listen({ port: 0 }))
  const env = {
    TESTSIGMA_API_KEY: world.server.apiKey,
    TESTSIGMA_BASE_URL: `${proxy.origin}/api/v1`,
    TESTSIGMA_PROJECT: 'DEMO',
  }
  const upload = ['results', 'upload', 'a.xml', '--run', 'DEMO-R-3', ...user.split(' '), '--batch-size', '1']
  const { child, ended } = start(process.execPath, [bin, ...upload], world.folder, env)
  proxy.onBatch = (batch, moment) => {
    if (batch === 2 && moment === 'before') child.kill('SIGINT')
    return undefined
  }
  const { code, stdout } = await ended
  expect(code).toBe(130)
  expect(stdout).toContain(`Interrupted: ${proxy.given.length} of 4 results recorded in DEMO-R-3`)
  expect(proxy.given.length).toBeLessThan(4)
})
