import { createInterface } from 'node:readline/promises'
import type { Terminal } from '../terminal.ts'
import type { OperationCommand, Params } from './operation-command.ts'

/** Asks for confirmation before a deletion, if stdin is interactive. Scripts are not asked. */
export async function confirmed(
  { stdin, stderr, signal }: Terminal,
  { name, flags }: OperationCommand,
  params: Params,
  isSure = false,
): Promise<boolean> {
  if (isSure || !stdin.isTTY || !stderr.isTTY) return true
  const what = flags.filter(({ isInPath }) => isInPath).map((flag) => `${flag.name} ${params[flag.name]}`)
  const reader = createInterface({ input: stdin, output: stderr })
  try {
    const said = await reader.question(`${name} ${what.join(', ')}? This cannot be undone. [y/N] `, { signal })
    return /^y(es)?$/i.test(said.trim())
  } finally {
    reader.close()
  }
}
