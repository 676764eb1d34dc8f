import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'vitest'

const program = fileURLToPath(new URL('run.ts', import.meta.url))
const mostGrowth = 16 * 2 ** 20
const longest = 500_000

/** Many servers must neither leak memory nor keep their process from ending. */
export async function expectNothingLeft(sequential: number, atOnce: number): Promise<void> {
  const args = ['--expose-gc', program, `${sequential}`, `${atOnce}`]
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { timeout: longest })
  const { growth, handles } = JSON.parse(stdout)
  expect(stderr).toBe('')
  expect(handles).not.toContain('Timeout')
  expect(growth).toBeLessThan(mostGrowth)
}
