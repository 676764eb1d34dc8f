import { describe, expect, it } from 'vitest'
import { runCheck } from './run-check.ts'

it.each([
  [[], 'no command given'],
  [['chekc'], 'unknown command "chekc"'],
  [['check', '--only', 'linnt'], 'unknown gate "linnt"; expected one of lint, bundle,'],
  [['check', '--nope'], '--nope'],
  [['check', 'more'], 'more'],
])('refuses %j, on stderr', async (args, problem) => {
  const { code, stdout, stderr } = await runCheck(args)

  expect(stderr).toContain(problem)
  expect(stderr).toContain('--help')
  expect([code, stdout]).toEqual([2, ''])
})

describe('--help', () => {
  it('lists every command in the help, and the options and exit codes of each', async () => {
    const { code, stdout } = await runCheck(['--help'])
    const commands = Array.from(stdout.matchAll(/^ {2}(\w+) /gm), ([, name]) => name as string)

    expect(commands).toContain('check')
    expect(code).toBe(0)
    for (const command of commands) {
      const help = await runCheck([command, '--help'])
      expect(help.stdout).toContain(`Usage: tms-check ${command}`)
      expect(help.stdout).toContain('--help')
      expect(help.stdout).toContain('Exit codes')
      expect(help.code).toBe(0)
    }
  })
})
