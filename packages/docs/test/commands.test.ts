import { commandsOf } from '@testsigma-tms/cli/commands'
import { readContract } from '@testsigma-tms/spec/contract'
import bundle from '@testsigma-tms/spec/openapi.json' with { type: 'json' }
import { expect, test } from 'vitest'
import { commandPages } from '../src/site/pages/commands.ts'

test('the command of every operation has its own heading, with its usage and its flags', () => {
  const sections = new Map(
    commandPages().flatMap(({ body }) =>
      body
        .split(/^## /m)
        .slice(1)
        .map((section) => [section.slice(0, section.indexOf('\n')), section] as const),
    ),
  )
  const commands = commandsOf(readContract(bundle))
  expect(commands.length).toBeGreaterThanOrEqual(45)
  for (const { command, flags } of commands) {
    const section = sections.get(command)
    expect(section, command).toContain(`\`${command} [options]\``)
    for (const { flag } of flags) expect(section, command).toContain(`--${flag} `)
  }
})
