import { expect, it } from 'vitest'
import { runDrift } from './run-drift.ts'

it.each([
  [[], 'no command given'],
  [['lvie'], 'unknown command "lvie"'],
  [['check'], 'unknown command "check"'],
  [['live', '--nope'], '--nope'],
  [['traffic', 'a.har', 'b.har'], 'name one HAR file'],
])('refuses %j, on stderr', async (args, problem) => {
  const { code, stdout, stderr } = await runDrift(args)

  expect(stderr).toContain(problem)
  expect(stderr).toContain('--help')
  expect([code, stdout]).toEqual([2, ''])
})

it('lists its commands in the help, and the options and exit codes of each', async () => {
  const { code, stdout } = await runDrift(['--help'])
  const commands = Array.from(stdout.matchAll(/^ {2}(\w+) /gm), ([, name]) => name as string)

  expect(commands).toEqual(['live', 'traffic'])
  expect(code).toBe(0)
  for (const command of commands) {
    const help = await runDrift([command, '--help'])
    expect(help.stdout).toContain(`Usage: tms-drift ${command}`)
    expect(help.stdout).toContain('--help')
    expect(help.stdout).toContain('Exit codes')
    expect(help.code).toBe(0)
  }
})
