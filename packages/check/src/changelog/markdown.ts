import { happening } from '../differences/words.ts'
import { today } from '../release/clock.ts'
import type { Changelog, Entry } from './changelog.ts'

/** A section of a CHANGELOG, with a note on how to migrate where something breaks. */
export function changelogMarkdown({ released, announced, summaries, entries, commandLine }: Changelog): string {
  if (entries.length === 0 && summaries.length === 0) return `Nothing in the contract has changed since ${released}.\n`
  const breaking = entries.filter(({ breaks }) => breaks.length > 0)
  const others = entries.filter(({ breaks }) => breaks.length === 0)
  const ofKind = (...kinds: Entry['kind'][]) => others.filter(({ kind }) => kinds.includes(kind))
  const title = announced === released ? `Unannounced changes since ${released}` : `${announced} (${today()})`
  return [
    `## ${title}`,
    ...summaries,
    ...(entries.length === 0 ? [`Nothing in the contract has changed since ${released}.`] : []),
    ...section('Breaking', breaking),
    ...section('Added', ofKind('added')),
    ...section('Changed', ofKind('changed', 'renamed')),
    ...section('Deprecated', ofKind('deprecated')),
    ...section('Removed', ofKind('removed')),
    ...(commandLine.length > 0 ? ['### Command line', commandLine.map((line) => `- ${line}`).join('\n')] : []),
    ...migration(released, breaking),
  ]
    .join('\n\n')
    .concat('\n')
}

/** Entries under a heading: those of operations, then those of types, each under its name. */
function section(title: string, entries: readonly Entry[]): string[] {
  if (entries.length === 0) return []
  const bySubject = Map.groupBy(entries, namesOf)
  const lines = [...bySubject].map(([names, group]) => {
    if (group.length === 1 && group[0]) return `- ${names}: ${words(group[0])}`
    return [`- ${names}`, ...group.map((entry) => `  - ${words(entry)}`)].join('\n')
  })
  return [`### ${title}`, lines.join('\n')]
}

function words(entry: Entry): string {
  const axes = entry.breaks.length > 0 ? ` (${entry.breaks.join(' and ')})` : ''
  const advice = entry.kind === 'deprecated' && entry.advice ? `. ${entry.advice}` : ''
  return `${happening(entry)}${axes}${advice}`
}

function namesOf({ subjects }: Entry): string {
  const names = subjects.map(({ kind, name }) => (kind === 'api' ? name : `\`${name}\``))
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
}

/** What callers do, one step for each thing that breaks. */
function migration(released: string, breaking: readonly Entry[]): string[] {
  const steps = breaking.filter(({ advice }) => advice !== undefined)
  if (steps.length === 0) return []
  const lines = steps.map(
    (entry) => `- ${namesOf(entry)}${entry.what === '' ? '' : `, ${entry.what}`}: ${entry.advice}`,
  )
  return [`### Coming from ${released}`, lines.join('\n')]
}
