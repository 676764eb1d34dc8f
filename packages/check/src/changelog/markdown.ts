import { happening } from '../differences/words.ts'
import { today } from '../release/clock.ts'
import { PACKAGE_OF, type Versions } from '../release/packages.ts'
import type { Changelog, Entry } from './changelog.ts'

/** A section of the CHANGELOG, with migration notes if something breaks. */
export function changelogMarkdown(changes: Changelog): string {
  const { released, announced, summaries, entries, commandLine } = changes
  const nothing = `Nothing in the contract has changed since ${released.packages}.`
  if (entries.length === 0 && summaries.length === 0) return `${nothing}\n`
  const breaking = entries.filter(({ breaks }) => breaks.length > 0)
  const others = entries.filter(({ breaks }) => breaks.length === 0)
  const ofKind = (...kinds: Entry['kind'][]) => others.filter(({ kind }) => kinds.includes(kind))
  const section = (title: string, chosen: readonly Entry[]) => sectionOf(title, chosen, changes)
  return [
    ...heading(released, announced),
    ...summaries.map(({ packages, text }) => `${packages.map((name) => `\`${name}\``).join(', ')}: ${text}`),
    ...(entries.length === 0 ? [nothing] : []),
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

function heading(released: Versions, announced: Versions): string[] {
  if (announced.packages === released.packages) return [`## Unannounced changes since ${released.packages}`]
  const contract = `The contract, \`${PACKAGE_OF.contract}\`, is ${announced.contract} (was ${released.contract})`
  const packages = `all other packages are ${announced.packages} (were ${released.packages})`
  return [`## ${announced.packages} (${today()})`, `${contract}; ${packages}.`]
}

/** Entries under a heading: those of operations, then those of types, grouped by name. */
function sectionOf(title: string, entries: readonly Entry[], { operations }: Changelog): string[] {
  if (entries.length === 0) return []
  const bySubject = Map.groupBy(entries, (entry) => labelOf(entry, operations))
  const lines = [...bySubject].map(([label, group]) => {
    if (group.length === 1 && group[0]) return `- ${label}: ${words(group[0])}`
    return [`- ${label}`, ...group.map((entry) => `  - ${words(entry)}`)].join('\n')
  })
  return [`### ${title}`, lines.join('\n')]
}

/** Who is affected by a break. */
const READERS = { wire: 'HTTP callers', types: 'TypeScript code' } as const

function words(entry: Entry): string {
  const readers = entry.breaks.map((axis) => READERS[axis])
  const hurt = readers.length > 0 ? ` (breaks ${readers.join(' and ')})` : ''
  const advice = ['deprecated', 'removed'].includes(entry.kind) && entry.breaks.length === 0 ? entry.advice : undefined
  return `${happening(entry)}${hurt}${advice ? `. ${advice}` : ''}`
}

/** The names of the subjects; for a single operation also the client's method, unless the entry contains it. */
function labelOf(entry: Entry, operations: Changelog['operations']): string {
  const names = namesOf(entry)
  const [only, ...others] = entry.subjects
  const isSaid = entry.what === '' && ['added', 'removed'].includes(entry.kind)
  const known = only && others.length === 0 && only.kind === 'operation' && !isSaid ? operations[only.name] : undefined
  return known ? `${names} (\`${known.call}\`, \`${known.request}\`)` : names
}

function namesOf({ subjects }: Entry): string {
  const names = subjects.map(({ kind, name }) => (kind === 'api' ? name : `\`${name}\``))
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
}

/** Migration steps, one for each break. */
function migration(released: Versions, breaking: readonly Entry[]): string[] {
  const steps = breaking.filter(({ advice }) => advice !== undefined)
  if (steps.length === 0) return []
  const lines = steps.map(
    (entry) => `- ${namesOf(entry)}${entry.what === '' ? '' : `, ${entry.what}`}: ${entry.advice}`,
  )
  return [`### Coming from ${released.packages}`, lines.join('\n')]
}
