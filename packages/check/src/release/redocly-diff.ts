import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { redoclyReports } from '../redocly.ts'
import { BASELINE, type Comparison, REVISION } from './released.ts'

/** The parts of `redocly diff --format json` that are read. */
export interface DiffReport {
  readonly changes: readonly DiffChange[]
}

export interface DiffChange {
  readonly kind: 'added' | 'removed' | 'modified'
  readonly typeName: string
  readonly impact: Severity
  readonly verdicts: readonly Verdict[]
  readonly base?: DiffPlace
  readonly revision?: DiffPlace
}

export interface Verdict {
  readonly ruleId: string
  readonly impact: Severity
  readonly message: string
}

interface DiffPlace {
  /** Pointer into the respective bundle: `#/paths/~1users/get`. */
  readonly pointer: string
}

type Severity = 'major' | 'minor' | 'patch'

/** Compares the last release, without announced removals, with the bundle using Redocly. */
export async function redoclyDiff(root: string, { released, retired }: Comparison): Promise<DiffReport> {
  await requireAllRules(root)
  if (retired.length === 0) return diff(root, resolve(root, BASELINE))

  const folder = await mkdtemp(join(tmpdir(), 'tms-released-'))
  try {
    const file = join(folder, 'openapi.json')
    await writeFile(file, JSON.stringify(released.document, null, 2))
    return await diff(root, file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function diff(root: string, base: string): Promise<DiffReport> {
  const command = `diff "${base}" "${resolve(root, REVISION)}" --fail-on none`
  const { reports, stderr } = await redoclyReports<DiffReport>(root, command)
  // Without these rules Redocly finds nothing, but still succeeds.
  if (stderr.includes('No diff rules are on')) throw new Error('spec/redocly.yaml does not extend diff-recommended.')
  const [report] = reports
  if (report === undefined) throw new Error('redocly diff returned no report.')
  return report
}

/** A `diff` section could lower the severity of single rules of `diff-recommended`. */
async function requireAllRules(root: string): Promise<void> {
  const configuration = await readFile(resolve(root, 'spec/redocly.yaml'), 'utf8')
  if (/^diff:/m.test(configuration)) throw new Error('spec/redocly.yaml lowers rules of diff-recommended under "diff".')
}
