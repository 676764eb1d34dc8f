import { describe, expect, test } from 'vitest'
import { failed, newRun, passed, put, resultsIn, suite } from './reports.ts'
import { startWorld } from './run-tms.ts'

const user = '--user jane.doe@example.com'

describe('tms run create', () => {
  test('prints only the human ID, for use in a shell variable', async () => {
    const { tms } = await startWorld()
    expect(
      await tms('run create --title Nightly --cases DEMO-1,demo-2 --cases DEMO-3 --plan DEMO-P-1 --description why'),
    ).toMatchObject({
      code: 0,
      stdout: 'DEMO-R-3\n',
      stderr: 'Created DEMO-R-3: Nightly\n',
    })
    const { stdout } = await tms('test-runs list-cases --test-run-id DEMO-R-3 --json')
    expect(JSON.parse(stdout)).toHaveLength(3)
  })

  test('takes the test cases of a folder', async () => {
    const world = await startWorld()
    const { stdout } = await world.tms('test-cases list --json --fields folder_id')
    const folder = (JSON.parse(stdout) as { folder_id: string }[]).map((one) => one.folder_id).find(Boolean)
    expect((await world.tms(`run create --title Some --folder ${folder}`)).code).toBe(0)
  })

  test.each([
    ['', 'A run needs --title, or --reuse <key>'],
    ['--title x --cases DEMO-1,DEMO-98', 'No test cases of the project: DEMO-98.'],
    ['--title x --folder "No such"', 'There is no folder "No such" in the project, only '],
    ['--title x --plan DEMO-P-98', 'not found'],
  ])('%s', async (args, message) => {
    const { tms } = await startWorld()
    const { code, stderr } = await tms(`run create ${args}`)
    expect(code).not.toBe(0)
    expect(stderr).toContain(message)
  })

  test('a title that exists is refused, and reused with --reuse', async () => {
    const { tms } = await startWorld()
    await tms('run create --title Nightly')
    expect(await tms('run create --title Nightly')).toMatchObject({ code: 2, stderr: expect.stringContaining('title') })
    expect((await tms('run create --title Nightly --reuse 77')).stdout).toBe('DEMO-R-4\n')
    expect(await tms('run create --title Nightly --reuse 77')).toMatchObject({
      stdout: 'DEMO-R-4\n',
      stderr: 'Found DEMO-R-4: Nightly (77)\n',
    })
  })
})

test.each(['documented', 'observed'] as const)(
  'four parallel shards share one run, without duplicates: %s',
  async (profile) => {
    const world = await startWorld({ profile })
    const before = JSON.parse((await world.tms('test-runs list --json')).stdout).length
    const shards = [1, 2, 3, 4].map((shard) => {
      put(world, `${shard}.xml`, suite(passed(`DEMO-${shard}`)))
      return world.tms(`results upload ${shard}.xml --title Build --reuse 4711 ${user} --format json`)
    })
    const ended = await Promise.all(shards)
    expect(ended.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      ended.map(() => ({ code: 0, stderr: expect.any(String) })),
    )
    const runs = new Set(ended.map(({ stdout }) => JSON.parse(stdout).run))
    expect(runs.size).toBe(1)
    expect(JSON.parse((await world.tms('test-runs list --json')).stdout)).toHaveLength(before + 1)
    expect(await resultsIn(world, [...runs][0])).toEqual({
      'DEMO-1': 'passed',
      'DEMO-2': 'passed',
      'DEMO-3': 'passed',
      'DEMO-4': 'passed',
    })
  },
)

describe('tms run status', () => {
  test('counts results, and fails if requested', async () => {
    const world = await startWorld()
    const run = await newRun(world)
    put(world, 'a.xml', suite(passed('DEMO-1'), failed('DEMO-2')))
    await world.tms(`results upload a.xml --run ${run} ${user}`)
    expect(await world.tms(`run status ${run}`)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^DEMO-R-3 \w+: 2 of \d+ have a result \(1 FAILED, 1 PASSED, \d+ UNTESTED\)\n$/),
    })
    expect((await world.tms(`run status ${run} --fail-on-failed`)).code).toBe(1)
    expect(JSON.parse((await world.tms(`run status ${run} --json`)).stdout)).toMatchObject({
      run: 'DEMO-R-3',
      counts: { FAILED: 1, PASSED: 1 },
    })
  })

  test('watches until all have a result', async () => {
    const world = await startWorld()
    await world.tms('run create --title Two --cases DEMO-1,DEMO-2')
    const watching = world.tms('run status DEMO-R-3 --watch --interval 0.05')
    put(world, 'a.xml', suite(passed('DEMO-1'), failed('DEMO-2')))
    await world.tms(`results upload a.xml --run DEMO-R-3 ${user}`)
    const { code, stdout } = await watching
    expect(code).toBe(0)
    expect(stdout.trim().split('\n').at(-1)).toMatch(/: 2 of 2 have a result \(1 FAILED, 1 PASSED\)$/)
  })

  test('watches until the run is closed, the time is over, or Ctrl-C', async () => {
    const world = await startWorld()
    const run = await newRun(world)
    expect(await world.tms(`run status ${run} --watch --interval 0.05 --within 0.2`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('still have no result'),
    })
    expect((await world.tms(`run status ${run} --watch`, { signal: AbortSignal.timeout(200) })).code).toBe(130)
    const watching = world.tms(`run status ${run} --watch --interval 0.05`)
    await world.tms(`run close ${run}`)
    expect((await watching).code).toBe(0)
  })
})

test('tms run close closes a run, and closing it twice is not an error', async () => {
  const world = await startWorld()
  const run = await newRun(world)
  expect(await world.tms(`run close ${run}`)).toMatchObject({ code: 0, stderr: 'Closed DEMO-R-3.\n' })
  expect(await world.tms(`run close ${run}`)).toMatchObject({ code: 0, stderr: 'DEMO-R-3 is already closed.\n' })
  expect(await world.tms('run close DEMO-R-98')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Check the ID'),
  })
})
