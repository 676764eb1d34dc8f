import type { Command } from 'commander'
import { commandPath } from '../command-path.ts'

/** Completions of the last word. */
export function candidates(program: Command, words: readonly string[]): string[] {
  const current = words.at(-1) ?? ''
  const { command, open } = commandPath(program, words.slice(0, -1))
  if (open) return startingWith(open.argChoices ?? [], current)
  const options = [...new Set([...command.options, ...program.options])].filter(({ hidden }) => !hidden)
  if (current.startsWith('-')) return startingWith(['--help', ...options.map(({ long }) => long ?? '')].sort(), current)
  return startingWith(
    command.commands.map((inner) => inner.name()).filter((name) => name !== '__complete'),
    current,
  )
}

function startingWith(words: readonly string[], start: string): string[] {
  return words.filter((word) => word !== '' && word.startsWith(start))
}
