import { addAbortSignal } from 'node:stream'
import { CommandError } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

/** Reads stdin to its end, as a string. */
export async function readAll({ stdin, signal }: Terminal, most: number, what: string): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of addAbortSignal(signal, stdin)) {
    pieces.push(Buffer.from(piece))
    size += pieces.at(-1)?.length ?? 0
    if (size > most) throw new CommandError(`${what} has more than ${most} bytes.`)
  }
  return Buffer.concat(pieces).toString('utf8')
}
