import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Surroundings } from '../src/terminal.ts'
import { failed, newRun, passed, put, resultsIn, suite } from './reports.ts'
import { startWorld } from './run-tms.ts'

const user = '--user jane.doe@example.com'

describe.each(['documented', 'observed'] as const)('in the profile %s', (profile) => {
  test('results go to the run, and the summary shows the outcome of each', async () => {
    const world = await startWorld({ profile })
    const run = await newRun(world)
    put(
      world,
      'a.xml',
      suite(
        passed('DEMO-1 pays'),
        failed('test_DEMO_2_refunds'),
        '<testcase name="[DEMO-3] waits"><skipped/></testcase>',
      ),
    )
    const ran = await world.tms(`results upload a.xml --run ${run} ${user}`)
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringMatching(/^3 of 3 results, \d+ s\n$/) })
    expect(ran.stdout).toMatch(
      /^Failed or flaky:\n {2}DEMO-2 {2}failed {2}.+ {2}← {2}test_DEMO_2_refunds\n\n3 of 3 results recorded in DEMO-R-\d+: 1 passed, 1 failed, 1 skipped\. 0 of 3 tests unmatched\. \d+\.\d s\.\n$/,
    )
    expect(await resultsIn(world, run)).toEqual({ 'DEMO-1': 'passed', 'DEMO-2': 'failed', 'DEMO-3': 'skipped' })
  })

  test('without --run, creates a run with the test cases that the report names', async () => {
    const world = await startWorld({ profile })
    put(world, 'a.xml', suite(passed('DEMO-1'), passed('DEMO-2'), passed('DEMO-2 again')))
    const { code, stdout } = await world.tms(`results upload a.xml --title "Nightly 7" ${user} --format json`)
    const { run, counts } = JSON.parse(stdout)
    expect({ code, counts }).toMatchObject({ code: 0, counts: { tests: 3, cases: 2, recorded: 2, not_recorded: 0 } })
    expect(await resultsIn(world, run)).toEqual({ 'DEMO-1': 'passed', 'DEMO-2': 'passed' })
    const entries = await world.tms(`test-runs list-cases --test-run-id ${run} --json`)
    expect(JSON.parse(entries.stdout)).toHaveLength(2)
  })

  test('5,000 tests take the minimum of requests, within the rate limit', async () => {
    const world = await startWorld({ profile })
    await world.server.seed({ cases: 1000, seed: 3 })
    const projects = JSON.parse((await world.tms('projects list --json')).stdout) as {
      id: string
      human_id_prefix: string
    }[]
    const { id, human_id_prefix } = projects.at(-1) as { id: string; human_id_prefix: string }
    const tests = Array.from({ length: 5000 }, (_, index) =>
      passed(`${human_id_prefix}-${(index % 1000) + 1} variant ${index}`),
    )
    put(world, 'a.xml', suite(...tests))
    world.requests.length = 0
    const { stdout } = await world.tms(`results upload a.xml --project ${id} ${user} --format json`)
    expect(JSON.parse(stdout).counts).toMatchObject({ tests: 5000, cases: 1000, recorded: 1000, unmatched: 0 })
    expect(world.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(2)
    expect(world.requests.length).toBeLessThanOrEqual(10)
  })
})

test.each(['--user who@example.com', '--user jane.doe@example.com --status passed=Great'])(
  '%s: no empty run is left behind',
  async (flags) => {
    const world = await startWorld()
    put(world, 'a.xml', suite(passed('DEMO-1')))
    const ran = await world.tms(`results upload a.xml ${flags}`)
    expect(ran).toMatchObject({ code: 3, stdout: '' })
    expect(world.requests.filter((request) => !request.startsWith('GET'))).toEqual([])
  },
)

test('a report without tests says so', async () => {
  const world = await startWorld()
  put(world, 'a.xml', suite())
  for (const format of ['text', 'markdown']) {
    const { code, stdout } = await world.tms(`results upload a.xml ${user} --format ${format}`)
    expect({ code, stdout }).toEqual({ code: 2, stdout: expect.stringContaining('The reports contain no tests.') })
  }
})

describe('exit codes', () => {
  test.each([
    ['0: all recorded, although a test failed', suite(failed('DEMO-1')), '', 0],
    ['1: a test failed, with --fail-on-failed', suite(failed('DEMO-1')), '--fail-on-failed', 1],
    ['2: a test is not linked to a test case', suite(passed('DEMO-1'), passed('nobody')), '', 2],
    ['0: the same with --allow-unmatched', suite(passed('DEMO-1'), passed('nobody')), '--allow-unmatched', 0],
    ['2: nothing matches, also with --allow-unmatched', suite(passed('nobody')), '--allow-unmatched', 2],
    ['2: the report is empty', suite(), '', 2],
    ['2: not JUnit', '<html/>', '', 2],
    ['3: --run and --title', suite(passed('DEMO-1')), '--title x', 3],
    ['3: an unknown outcome', suite(passed('DEMO-1')), '--status broken=Failed', 3],
    ['3: an unknown result of the account', suite(passed('DEMO-1')), '--status passed=Great', 3],
    ['3: an unknown user', suite(passed('DEMO-1')), '--user who@example.com', 3],
  ])('%s', async (_, report, flags, code) => {
    const world = await startWorld()
    const run = await newRun(world)
    put(world, 'a.xml', report)
    const ran = await world.tms(`results upload a.xml --run ${run} ${user} ${flags}`)
    expect(ran.code, ran.stdout + ran.stderr).toBe(code)
  })
})

describe('bad input', () => {
  test('a report without matches: the first ten names, and how to link them', async () => {
    const world = await startWorld()
    put(world, 'a.xml', suite(...Array.from({ length: 12 }, (_, index) => passed(`test ${index}`))))
    const { code, stdout } = await world.tms(`results upload a.xml ${user}`)
    expect(code).toBe(2)
    for (const index of [0, 9]) expect(stdout).toContain(`  test ${index}: it names no test case by ID`)
    expect(stdout).not.toContain('test 10:')
    expect(stdout).toContain('… and 2 more')
    expect(stdout).toContain('<property name="testsigma" value="DEMO-1"/>')
    expect(await world.tms('test-runs list --json')).toMatchObject({
      stdout: expect.not.stringContaining('Results of'),
    })
  })

  test('one broken report of two: its line is reported, and the other one is recorded', async () => {
    const world = await startWorld()
    const run = await newRun(world)
    put(world, 'a.xml', '<testsuite>\n<testcase name="DEMO-2">')
    put(world, 'b.xml', suite(passed('DEMO-1')))
    const { code, stdout } = await world.tms(`results upload a.xml b.xml --run ${run} ${user}`)
    expect(code).toBe(2)
    expect(stdout).toContain(
      'Reports that cannot be read:\n  a.xml: line 2: not well-formed XML: unclosed tag: testcase\n',
    )
    expect(await resultsIn(world, run)).toEqual({ 'DEMO-1': 'passed' })
  })

  test.each([
    ['missing.xml', 'There is no report at '],
    ['"reports/*.xml"', 'No file matches reports/*.xml in '],
  ])('%s', async (args, message) => {
    const { tms, requests } = await startWorld()
    expect(await tms(`results upload ${args}`)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) })
    expect(requests).toEqual([])
  })

  test('a folder', async () => {
    const world = await startWorld()
    mkdirSync(join(world.folder, 'reports'))
    expect((await world.tms(`results upload reports ${user}`)).stdout).toContain(
      'reports: it is a folder; name its files, as in reports/*.xml',
    )
  })

  test('a closed run, and one that does not exist', async () => {
    const world = await startWorld()
    const run = await newRun(world)
    await world.tms(`test-runs update --test-run-id ${run} --status CLOSED`)
    put(world, 'a.xml', suite(passed('DEMO-1')))
    expect(await world.tms(`results upload a.xml --run ${run} ${user}`)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^tms: Test run DEMO-R-\d+ is closed and accepts no results\. Create a new one: tms run create/,
      ),
    })
    expect(await world.tms(`results upload a.xml --run DEMO-R-99 ${user}`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no test run DEMO-R-99 in the project.'),
    })
  })

  test('a refused batch: only the invalid results fail, by name', async () => {
    const world = await startWorld()
    const run = await newRun(world)
    put(world, 'a.xml', suite(passed('DEMO-1'), failed('DEMO-2'), passed('DEMO-3')))
    const { stdout: found } = await world.tms('test-cases get --test-case-id DEMO-2 --fields id')
    const { id } = JSON.parse(found) as { id: string }
    const refusing: Surroundings['fetch'] = async (input, init) => {
      const request = new Request(input, init)
      const isWrong = request.method === 'PUT' && (await request.clone().text()).includes(id)
      return isWrong ? Response.json({ message: 'gone' }, { status: 422 }) : world.server.fetch(request)
    }
    const { code, stdout } = await world.tms(`results upload a.xml --run ${run} ${user}`, { fetch: refusing })
    expect(code).toBe(2)
    expect(stdout).toContain('Not recorded:\n  DEMO-2  refused: ')
    expect(await resultsIn(world, run)).toEqual({ 'DEMO-1': 'passed', 'DEMO-3': 'passed' })
  })

  test('no user who could have executed it', async () => {
    const world = await startWorld()
    put(world, 'a.xml', suite(passed('DEMO-1')))
    expect(await world.tms('results upload a.xml')).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(
        /each result needs a user\. Give --user <e-mail>, set TESTSIGMA_USER, or set "user" in \.tms\.json: \S+@/,
      ),
    })
  })
})

test('a dry run shows which test is linked to which test case or why not, and sends nothing', async () => {
  const world = await startWorld()
  put(
    world,
    'a.xml',
    suite(passed('DEMO-1 pays'), passed('DEMO-99 regression of DEMO-2'), passed('[DEMO-3] DEMO-98 waits')),
  )
  const { code, stdout } = await world.tms('results upload a.xml --dry-run')
  expect(code).toBe(2)
  expect(stdout).toMatch(/^Would be recorded:\n {2}DEMO-1 {2}passed {2}.* {2}← {2}DEMO-1 pays\n {2}DEMO-3 {2}passed/)
  expect(stdout).toContain(
    'Not linked to a test case:\n  DEMO-99 regression of DEMO-2: it names DEMO-99, which is no test case here\n',
  )
  expect(stdout).toContain('IDs without a test case:\n  DEMO-98 in [DEMO-3] DEMO-98 waits\n')
  expect(stdout).toContain(
    'Dry run: 3 tests would give 2 results: 2 passed, 0 failed, 0 skipped. 1 unmatched. Nothing was sent.',
  )
  expect(world.requests.every((request) => request.startsWith('GET'))).toBe(true)
})

test('several files, patterns and stdin; a report named twice counts once', async () => {
  const world = await startWorld()
  mkdirSync(join(world.folder, 'reports'))
  writeFileSync(join(world.folder, 'reports/a.xml'), suite(passed('DEMO-1')))
  writeFileSync(join(world.folder, 'reports/b.xml'), suite(passed('DEMO-2')))
  const { stdout } = await world.tms(`results upload "reports/*.xml" reports/a.xml - ${user} --format json`, {
    stdin: suite(passed('DEMO-3')),
  })
  expect(JSON.parse(stdout).counts).toMatchObject({ tests: 3, recorded: 3 })
})

test('a report that a link names too is read once', async () => {
  const world = await startWorld()
  put(world, 'a.xml', suite(passed('DEMO-1')))
  symlinkSync('a.xml', join(world.folder, 'b.xml'))
  symlinkSync('.', join(world.folder, 'again'))
  const { stdout } = await world.tms(`results upload a.xml "*.xml" "again/*.xml" ${user} --dry-run --format json`)
  expect(JSON.parse(stdout)).toMatchObject({ counts: { tests: 1, cases: 1 } })
})

describe('attachments', () => {
  const shot = '<system-out>[[ATTACHMENT|shots/a.png]]</system-out>'
  test('go to the result, from the folder of the report', async () => {
    const world = await startWorld()
    mkdirSync(join(world.folder, 'out/shots'), { recursive: true })
    writeFileSync(join(world.folder, 'out/shots/a.png'), 'picture')
    writeFileSync(join(world.folder, 'out/a.xml'), suite(`<testcase name="DEMO-1">${shot}</testcase>`))
    const sent: FormData[] = []
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (init?.method === 'PUT') sent.push(await new Response(init.body, { headers: init.headers ?? {} }).formData())
      return world.server.fetch(input as string, init)
    }
    const { code, stdout } = await world.tms(`results upload out/a.xml ${user}`, { fetch })
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.not.stringContaining('left out') })
    const [file] = sent
      .flatMap((form) => [...form].filter(([name]) => name.startsWith('attachments')))
      .map(([, value]) => value)
    expect(file).toBeInstanceOf(File)
    expect(await (file as File).text()).toBe('picture')
    expect((await world.tms(`results upload out/a.xml ${user} --no-attachments`, { fetch })).code).toBe(0)
    expect(sent.flatMap((form) => [...form.keys()].filter((name) => name.startsWith('attachments')))).toHaveLength(1)
  })

  test('that are missing or outside the folder are left out and listed; the result is recorded', async () => {
    const world = await startWorld()
    put(
      world,
      'a.xml',
      suite(`<testcase name="DEMO-1">${shot}<system-err>[[ATTACHMENT|/etc/hostname]]</system-err></testcase>`),
    )
    const { code, stdout } = await world.tms(`results upload a.xml ${user}`)
    expect(code).toBe(0)
    expect(stdout).toContain('DEMO-1  shots/a.png: there is no such file')
    expect(stdout).toContain('DEMO-1  /etc/hostname: it is outside of the current folder')
    for (const format of ['text', 'json', 'markdown']) {
      const dry = await world.tms(`results upload a.xml ${user} --dry-run --format ${format}`)
      expect(dry.stdout.replaceAll('\\', ''), format).toContain('shots/a.png: there is no such file')
      expect(dry.stdout.replaceAll('\\', ''), format).toContain('/etc/hostname: it is outside of the current folder')
    }
    const none = await world.tms(`results upload a.xml ${user} --dry-run --no-attachments`)
    expect(none.stdout).not.toContain('left out')
  })
})

test('a note contains the failure, and a passed test keeps an existing note', async () => {
  const world = await startWorld({ profile: 'observed' })
  const run = await newRun(world)
  const noteOf = async () =>
    JSON.parse((await world.tms(`test-runs list-cases --test-run-id ${run} --json`)).stdout)
      .map((entry: { description: string }) => entry.description)
      .join('')
  put(world, 'a.xml', suite(failed('DEMO-1')))
  await world.tms(`results upload a.xml --run ${run} ${user}`)
  expect(await noteOf()).toBe('expected 1, got 2\n\nat line 7')
  put(world, 'a.xml', suite(passed('DEMO-1')))
  await world.tms(`results upload a.xml --run ${run} ${user}`)
  expect(await noteOf()).toBe('expected 1, got 2\n\nat line 7')
  put(world, 'a.xml', suite(failed('DEMO-1', 'once'), passed('DEMO-1')))
  await world.tms(`results upload a.xml --run ${run} ${user}`)
  expect(await noteOf()).toBe('Flaky: passed, but not in all of its 2 attempts. once')
})

describe('formats', () => {
  const report = suite(failed('DEMO-1', 'a | b'), passed('nobody `here`'))
  test('markdown, JUnit and JSON', async () => {
    const world = await startWorld()
    put(world, 'a.xml', report)
    const markdown = (await world.tms(`results upload a.xml ${user} --format markdown`)).stdout
    expect(markdown).toContain('| 0 | 1 | 0 | 0 | 1 | 2 |')
    expect(markdown).toContain(String.raw`a \| b`)
    expect(markdown).toContain('- `` nobody `here` ``: it names no test case by ID')
    const junit = (await world.tms(`results upload a.xml ${user} --format junit`)).stdout
    expect(junit).toContain('<testcase classname="tms" name="nobody `here`"><skipped message="it names')
    expect(JSON.parse((await world.tms(`results upload a.xml ${user} --format json`)).stdout)).toMatchObject({
      results: [{ human_id: 'DEMO-1', outcome: 'failed', recorded: 'recorded', tests: [{ file: 'a.xml', line: 2 }] }],
      unmatched: [{ name: 'nobody `here`', line: 3 }],
    })
  })

  test('on GitHub: escaped annotations, the job summary, and the run as an output', async () => {
    const world = await startWorld()
    put(world, 'a.xml', suite(failed('DEMO-1', '100%&#10;::set-env name=x::y')))
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: join(world.folder, 'summary.md'),
      GITHUB_OUTPUT: join(world.folder, 'output'),
    }
    const { stderr } = await world.tms(`results upload a.xml ${user}`, { env })
    expect(stderr).toContain('::error title=DEMO-1 ')
    expect(stderr).toContain('::100%25')
    expect(stderr).not.toMatch(/^::set-env/m)
    expect(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')).toContain('### Test results in `DEMO-R-')
    expect(readFileSync(env.GITHUB_OUTPUT, 'utf8')).toMatch(/^run=DEMO-R-\d+\n$/)
  })

  test('colours on a terminal or if forced, unless NO_COLOR is set; names cannot move the cursor', async () => {
    const world = await startWorld()
    put(world, 'a.xml', suite('<testcase name="DEMO-1 &#x9b;2J"><failure/></testcase>'))
    const upload = async (env: Record<string, string>, columns?: number) =>
      (await world.tms(`results upload a.xml ${user}`, { env, ...(columns ? { columns } : {}) })).stdout
    expect(await upload({}, 80)).toContain('\u001b[31mfailed')
    expect(await upload({ FORCE_COLOR: '1' })).toContain('\u001b[31mfailed')
    expect(await upload({ NO_COLOR: '1' }, 80)).not.toContain('\u001b[')
    expect(await upload({})).not.toMatch(/\p{Cc}(?<!\n)/u)
  })
})
