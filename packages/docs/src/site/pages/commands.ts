import reference from '@testsigma-tms/cli/reference.json' with { type: 'json' }
import { addresses } from '../addresses.ts'
import type { GeneratedPage } from './page.ts'

type Group = (typeof reference.groups)[number]
type Command = Group['commands'][number]
type Named = { name: string; description: string }

/** Groups of commands, for the navigation. */
export const commandGroups: readonly Named[] = reference.groups.map(({ name, description }) => ({ name, description }))

/** The command-line reference: a page for each group of commands. */
export function commandPages(): GeneratedPage[] {
  return reference.groups.map((group) => ({
    id: addresses.commands(group.name).replaceAll(/^\/|\/$/g, ''),
    title: `tms ${group.name}`,
    description: `Commands of the command line: ${group.commands.map(({ name }) => name.replace('tms ', '')).join(', ')}.`,
    body: [escaped(group.description), ...group.commands.map(section), shared()].join('\n\n'),
  }))
}

function section({ name, usage, description, arguments: words, options, ...command }: Command): string {
  const example = 'example' in command ? command.example : undefined
  return [
    `## ${name}`,
    escaped(description),
    `\`${usage}\``,
    ...table('argument', words),
    ...table(
      'option',
      options.map(({ flags, ...option }) => ({ name: flags, ...option })),
    ),
    ...(example ? [`For example: \`${example}\``] : []),
  ].join('\n\n')
}

function shared(): string {
  const options = reference.shared.map(({ flags, description }) => ({ name: flags, description }))
  return ['## Options of every command', ...table('option', options)].join('\n\n')
}

function table(title: string, rows: readonly Named[]): string[] {
  if (rows.length === 0) return []
  const lines = rows.map(
    ({ name, description }) =>
      `| \`${name.replaceAll('|', String.raw`\|`)}\` | ${escaped(description).replaceAll('\n', ' ')} |`,
  )
  return [`| ${title} | meaning |\n|---|---|\n${lines.join('\n')}`]
}

/** Descriptions are plain text with code in backticks. */
function escaped(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) =>
      index % 2 === 1 ? part.replaceAll('|', String.raw`\|`) : part.replaceAll(/[\\*_{}[\]<>#|]/g, String.raw`\$&`),
    )
    .join('')
}
