import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readContract } from '@testsigma-tms/spec/contract'
import bundle from '@testsigma-tms/spec/openapi.json' with { type: 'json' }
import { expect, test } from 'vitest'
import { flowPicture } from '../pictures/flow.ts'
import { terminalPicture } from '../pictures/terminal.ts'
import { themes } from '../pictures/theme.ts'
import { ROOT } from '../run.ts'

const { operations } = readContract(bundle)

test.each(['light', 'dark'] as const)('assets/flow-%s.svg is up to date', (name) => {
  const drawn = flowPicture(themes[name], operations.length)
  expect(readFileSync(join(ROOT, `assets/flow-${name}.svg`), 'utf8')).toBe(drawn)
  expect(drawn).toContain(`${operations.length} operations`)
})

test('a recording shows commands and output as text, escaped and wrapped', () => {
  const drawn = terminalPicture(themes.light, [{ command: 'tms <x>', output: `${'y'.repeat(120)}\n` }])
  expect(drawn).toContain('>$ tms &lt;x&gt;</text>')
  expect(drawn.match(/>y+<\/text>/g)?.map((line) => line.length - '></text>'.length)).toEqual([108, 12])
})
