import type { ContractSource } from '@testsigma-tms/drift/places'
import type { Finding } from '@testsigma-tms/drift/report'
import type { Term } from '../terms/term.ts'
import { type Announced, type Announcement, announcedIn, announces, howToAnnounce } from './announced.ts'
import type { Impact } from './impact.ts'

/** A change that has to be announced, on either axis. */
export interface AnnouncedChange extends Announced {
  readonly term: Term
  readonly impact: Exclude<Impact, 'none'>
  /** What goes on, or goes wrong: "code that worked with 0.1.0: …". */
  readonly expected: string
  readonly message: string
}

/** What of the changes is not announced, and a list of what is. */
export async function judgeChanges(
  gate: string,
  changes: readonly AnnouncedChange[],
  announcement: Announcement,
  source: ContractSource,
): Promise<{ findings: Finding[]; notes: string[] }> {
  const judged = changes.map((change) => ({ change, ...judgementOf(change, announcement) }))
  const findings = judged.flatMap(({ change, fix }) => (fix === undefined ? [] : [findingOf(change, fix, source)]))
  return { findings: await Promise.all(findings), notes: notesOf(gate, judged) }
}

interface Judged {
  readonly change: AnnouncedChange
  readonly file?: string
  readonly fix?: string
}

function judgementOf(change: AnnouncedChange, announcement: Announcement): Omit<Judged, 'change'> {
  const { impact } = change
  if (!announces(announcement, impact)) return { fix: howToAnnounce(announcement, impact) }
  const named = announcedIn(announcement, change)
  if (named) return { file: named.file }
  if (impact === 'addition') return { file: announcement.texts[0]?.file ?? 'the version' }
  const file = announcement.texts[0]?.file ?? 'a file in .changeset'
  return { fix: `undo the change, or name it: add a line such as "${lineFor(change)}" to ${file}` }
}

function lineFor({ message }: AnnouncedChange): string {
  return `- ${message}.`
}

async function findingOf(
  { term, expected, message }: AnnouncedChange,
  fix: string,
  source: ContractSource,
): Promise<Finding> {
  return { where: await source.place(`#${term}`), expected, got: message, fix }
}

/** "wire: 2 breaks, announced by .changeset/family-name.md:", and each of them. */
function notesOf(gate: string, judged: readonly Judged[]): string[] {
  const announced = judged.filter(({ fix }) => fix === undefined)
  return (['breaking', 'addition'] as const).flatMap((impact) => {
    const own = announced.filter(({ change }) => change.impact === impact)
    return [...Map.groupBy(own, ({ file }) => file ?? '')].map(([file, group]) => {
      const noun = impact === 'breaking' ? 'break' : 'addition'
      const lines = group.map(({ change }) => `\n  ${change.message}`)
      return `${gate}: ${group.length} ${noun}${group.length === 1 ? '' : 's'}, announced by ${file}:${lines.join('')}`
    })
  })
}
