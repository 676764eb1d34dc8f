import type { ContractSource } from '@testsigma-tms/drift/places'
import type { Finding } from '@testsigma-tms/drift/report'
import type { Term } from '../terms/term.ts'
import { type Announced, type Announcement, announcedIn, announces, howToAnnounce } from './announced.ts'
import type { Impact } from './impact.ts'

/** A change that must be announced, on the wire or in types. */
export interface AnnouncedChange extends Announced {
  readonly term: Term
  readonly impact: Exclude<Impact, 'none'>
  /** The expectation that it violates, such as "code that worked with 0.1.0: …". */
  readonly expected: string
  readonly message: string
}

/** Findings for unannounced changes, and notes about the announced ones. */
export async function judgeChanges(
  gate: string,
  changes: readonly AnnouncedChange[],
  announcement: Announcement,
  source: ContractSource,
): Promise<{ findings: Finding[]; notes: string[] }> {
  const judged = changes.map((change) => ({ change, ...judgementOf(change, announcement) }))
  const unannounced = judged.filter(({ isAnnounced }) => !isAnnounced).map(({ change }) => change)
  const findings = alike(unannounced).map((group) => findingOf(group, announcement, source))
  return { findings: await Promise.all(findings), notes: notesOf(gate, judged) }
}

/** Groups changes with the same description, which have the same cause. */
function alike(changes: readonly AnnouncedChange[]): (readonly [AnnouncedChange, ...AnnouncedChange[]])[] {
  const groups = Map.groupBy(changes, ({ impact, message }) => `${impact} ${happening(message)}`)
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [[first, ...others] as const] : []))
}

/** "field `name` removed" of "`User`: field `name` removed". */
function happening(message: string): string {
  return message.slice(message.indexOf(': ') + 2)
}

/** "`listUsers`, `getUser` and 3 more: …". */
function sentenceOf(changes: readonly [AnnouncedChange, ...AnnouncedChange[]], most: number): string {
  const names = changes.map(({ message }) => message.slice(0, message.indexOf(': ')))
  const rest = names.length - most
  const list = rest > 1 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ')
  return `${list}: ${happening(changes[0].message)}`
}

interface Judged {
  readonly change: AnnouncedChange
  readonly isAnnounced: boolean
  readonly file?: string
}

/** Maximum number of names in a sentence. */
const MOST_NAMED = 3

function judgementOf(change: AnnouncedChange, announcement: Announcement): Omit<Judged, 'change'> {
  const { impact } = change
  if (!announces(announcement, impact)) return { isAnnounced: false }
  const named = announcedIn(announcement, change)
  if (named) return { isAnnounced: true, file: named.file }
  if (impact === 'addition') return { isAnnounced: true, file: `the version ${announcement.announced}` }
  return { isAnnounced: false }
}

async function findingOf(
  changes: readonly [AnnouncedChange, ...AnnouncedChange[]],
  announcement: Announcement,
  source: ContractSource,
): Promise<Finding> {
  const [{ impact, expected }] = changes
  const [where = { file: 'spec/openapi.yaml' }, ...also] = await Promise.all(
    changes.map(({ term }) => source.place(`#${term}`)),
  )
  const fix = announces(announcement, impact) ? howToName(changes, announcement) : howToAnnounce(announcement, impact)
  return { where, expected, got: sentenceOf(changes, MOST_NAMED), fix, ...(also.length > 0 && { also }) }
}

/** A line for the changeset that names all changes. */
function howToName(changes: readonly [AnnouncedChange, ...AnnouncedChange[]], { texts }: Announcement): string {
  const line = `- ${sentenceOf(changes, changes.length)}.`
  return `undo the change, or name it: add a line such as "${line}" to ${texts[0]?.file ?? 'a file in .changeset'}`
}

/** "wire: 2 breaks, announced by .changeset/family-name.md:", followed by each of them. */
function notesOf(gate: string, judged: readonly Judged[]): string[] {
  const announced = judged.filter(({ isAnnounced }) => isAnnounced)
  return (['breaking', 'addition'] as const).flatMap((impact) => {
    const own = announced.filter(({ change }) => change.impact === impact)
    return [...Map.groupBy(own, ({ file }) => file ?? '')].map(([file, group]) => {
      const noun = impact === 'breaking' ? 'break' : 'addition'
      const lines = alike(group.map(({ change }) => change)).map((changes) => `\n  ${sentenceOf(changes, MOST_NAMED)}`)
      return `${gate}: ${group.length} ${noun}${group.length === 1 ? '' : 's'}, announced by ${file}:${lines.join('')}`
    })
  })
}
