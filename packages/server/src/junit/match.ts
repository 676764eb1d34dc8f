import type { ReportedTest } from './parse-report.ts'

export interface Candidate {
  id: string
  human_id: string
  title: string
}

export interface Matches<Entry> {
  matched: { entry: Entry; test: ReportedTest }[]
  /** A sentence for each test that belongs to no entry. */
  errors: string[]
}

/** Finds the entry of each test: by a human ID in its name or its class name, or else by exactly the same title. */
export function matchTests<Entry extends Candidate>(tests: ReportedTest[], entries: Entry[]): Matches<Entry> {
  const byHumanId = new Map(entries.map((entry) => [entry.human_id.toUpperCase(), entry]))
  const byTitle = Map.groupBy(entries, ({ title }) => title)
  const matched: Matches<Entry>['matched'] = []
  const errors: string[] = []
  for (const test of tests) {
    const titled = byTitle.get(test.name) ?? []
    const entry = findByHumanId(test, byHumanId) ?? (titled.length === 1 ? titled[0] : undefined)
    if (entry) matched.push({ entry, test })
    else errors.push(`${nameOf(test)}: ${titled.length > 1 ? ambiguous : unknown}`)
  }
  return { matched, errors }
}

const ambiguous = 'more than one test case of the run has this title'
const unknown = 'no test case of the run has this title, or a human ID that is in it'

/** Every word with a hyphen and a number at its end may be a human ID. */
function findByHumanId<Entry>({ name, classname }: ReportedTest, entries: Map<string, Entry>): Entry | undefined {
  const words = [name, classname].flatMap(
    (text) => text.match(/[^\s[\](){}<>:;,."'/\\#@|]+-\d+(?![\p{L}\p{N}])/gu) ?? [],
  )
  return words.map((word) => entries.get(word.toUpperCase())).find((entry) => entry !== undefined)
}

function nameOf({ name, classname }: ReportedTest): string {
  return [classname, name].filter((part) => part !== '').join(' › ') || 'a test without a name'
}
