import { execFile } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { CLI, type Run } from './repository.ts'

function run(...args: string[]): Promise<Run> {
  return new Promise((finish) => {
    execFile(process.execPath, [CLI, ...args], (error, stdout, stderr) => {
      finish({ code: (error?.code as number | undefined) ?? 0, stdout, stderr })
    })
  })
}

it.each([
  [[], 'no command given'],
  [['chekc'], 'unknown command "chekc"'],
  [['check', '--only', 'linnt'], 'there is no gate "linnt"; there are lint, bundle,'],
  [['check', '--nope'], '--nope'],
  [['check', 'more'], 'more'],
])('refuses %j, on stderr', async (args, problem) => {
  const { code, stdout, stderr } = await run(...args)

  expect(stderr).toContain(problem)
  expect(stderr).toContain('--help')
  expect([code, stdout]).toEqual([2, ''])
})

describe('--help', () => {
  it('names every command, and of each its options and exit codes', async () => {
    const { code, stdout } = await run('--help')
    const commands = Array.from(stdout.matchAll(/^ {2}(\w+) /gm), ([, name]) => name as string)

    expect(commands).toContain('check')
    expect(code).toBe(0)
    for (const command of commands) {
      const help = await run(command, '--help')
      expect(help.stdout).toContain(`Usage: tms-drift ${command}`)
      expect(help.stdout).toContain('--help')
      expect(help.stdout).toContain('Exit codes')
      expect(help.code).toBe(0)
    }
  })
})
