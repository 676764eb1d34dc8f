import type { ReportedTest } from './parse-report.ts'

export interface Candidate {
  human_id: string
  title: string
}

export interface Matches<Entry> {
  matched: { entry: Entry; test: ReportedTest }[]
  /** Those that belong to no entry, with the reason. */
  unmatched: { test: ReportedTest; reason: string }[]
}

const ambiguous = 'more than one test case of the run has this title'
const unknown = 'no test case of the run has this title, or a human ID that is in it'

/** Finds the entry of each test: by a human ID in its name or its class name, or else by exactly the same title. */
export function matchTests<Entry extends Candidate>(tests: ReportedTest[], entries: Entry[]): Matches<Entry> {
  const find = findByHumanId(entries)
  const byTitle = Map.groupBy(entries, ({ title }) => title)
  const matches: Matches<Entry> = { matched: [], unmatched: [] }
  for (const test of tests) {
    const titled = byTitle.get(test.name) ?? []
    const entry = find(test) ?? (titled.length === 1 ? titled[0] : undefined)
    if (entry) matches.matched.push({ entry, test })
    else matches.unmatched.push({ test, reason: titled.length > 1 ? ambiguous : unknown })
  }
  return matches
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}

function findByHumanId<Entry extends Candidate>(entries: Entry[]) {
  const byHumanId = new Map(entries.map((entry) => [entry.human_id.toUpperCase(), entry]))
  const [prefix] = entries[0]?.human_id.match(/^.*-/s) ?? []
  if (prefix === undefined) return () => undefined
  const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}-])${literally(prefix)}\d+(?![\p{L}\p{N}])`, 'giu')
  return ({ name, classname }: ReportedTest): Entry | undefined => {
    const found = [name, classname].flatMap((text) => text.match(pattern) ?? [])
    return found.map((humanId) => byHumanId.get(humanId.toUpperCase())).find((entry) => entry !== undefined)
  }
}
