/** Generates the pictures of the README: `pnpm pictures`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readContract } from '@testsigma-tms/spec/contract'
import { flowPicture } from './pictures/flow.ts'
import { record } from './pictures/record.ts'
import { terminalPicture } from './pictures/terminal.ts'
import { themes } from './pictures/theme.ts'
import { ROOT } from './run.ts'

const folder = join(ROOT, 'assets')
const bundle = JSON.parse(readFileSync(join(ROOT, 'spec/dist/openapi.json'), 'utf8'))
const operations = readContract(bundle).operations.length
const recording = await record()

mkdirSync(folder, { recursive: true })
for (const [name, theme] of Object.entries(themes)) {
  writeFileSync(join(folder, `flow-${name}.svg`), flowPicture(theme, operations))
  writeFileSync(join(folder, `terminal-${name}.svg`), terminalPicture(theme, recording))
}
