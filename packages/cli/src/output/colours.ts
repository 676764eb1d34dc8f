import { styleText } from 'node:util'
import type { Output, Terminal } from '../terminal.ts'

export type Colour = 'green' | 'red' | 'yellow' | 'dim'

/** Colours text if FORCE_COLOR says so; otherwise unless NO_COLOR is set, on terminals only. */
export function painter(output: Output, env: Terminal['env']): (colour: Colour, text: string) => string {
  if (!hasColours(output, env)) return (_, text) => text
  return (colour, text) => styleText(colour, text, { validateStream: false })
}

function hasColours(output: Output, { FORCE_COLOR, NO_COLOR, TERM }: Terminal['env']): boolean {
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  if (NO_COLOR) return false
  return output.isTTY === true && TERM !== 'dumb'
}
