import type { Finding, Gate } from '../gate.ts'
import { redoclyReports } from '../redocly.ts'

export const wire: Gate = {
  name: 'wire',
  kind: 'breaking',
  summary: 'spec/dist with the last release in spec/baseline, and the version with the result',
  reads: ['spec'],
  async run(root) {
    const command = 'diff baseline/openapi.yaml dist/openapi.yaml --fail-on none'
    const { reports, stderr } = await redoclyReports<DiffReport>(root, command)
    // Without these rules the tool finds nothing and still succeeds.
    if (stderr.includes('No diff rules are on')) throw new Error('spec/redocly.yaml does not extend diff-recommended.')

    const [{ infoVersions, changes }] = reports as [DiffReport]
    const breaking = changes.flatMap(({ verdicts }) => verdicts).filter(({ impact }) => impact === 'major')
    const announced = announcesBreak(infoVersions.base, infoVersions.revision)
    return {
      findings: announced ? [] : breaking.map((verdict) => asFinding(verdict, infoVersions.base)),
      compared: { bundles: 2 },
    }
  },
}

/** What this gate reads of `redocly diff --format json`. */
interface DiffReport {
  readonly infoVersions: { readonly base: string; readonly revision: string }
  readonly changes: readonly { readonly verdicts: readonly Verdict[] }[]
}

interface Verdict {
  readonly ruleId: string
  readonly impact: 'major' | 'minor' | 'patch'
  readonly message: string
  readonly location: { readonly file: string; readonly line?: number }
}

/** Whether the first part of the version that is not zero has grown: 0.1.0 to 0.2.0, 1.4.0 to 2.0.0. */
function announcesBreak(base: string, revision: string): boolean {
  const [before, after] = [base, revision].map((version) => version.split('.').map(Number))
  const leading = before?.findIndex((part) => part > 0) ?? -1
  if (leading === -1 || before === undefined || after === undefined) return false
  const differing = after.findIndex((part, index) => part !== before[index])
  return differing !== -1 && differing <= leading && (after[differing] ?? 0) > (before[differing] ?? 0)
}

function asFinding({ ruleId, message, location }: Verdict, version: string): Finding {
  return {
    where: { file: `spec/${location.file}`, line: location.line },
    expected: `no breaking change since ${version} (${ruleId})`,
    got: message,
    mend: 'undo the change, or raise info.version in spec/openapi.yaml to a version that announces a break',
  }
}
