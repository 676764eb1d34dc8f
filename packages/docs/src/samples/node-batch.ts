import type { Batch } from './language.ts'

/** Runs files one after another, each as a separate module. */
export const nodeBatch: Batch = {
  file: 'batch.mjs',
  code: `import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'

for await (const file of createInterface({ input: process.stdin })) {
  const outcome = await import(file).then(() => 'ok', String)
  writeSync(3, outcome.replaceAll('\\n', ' ') + '\\n')
}
`,
}
