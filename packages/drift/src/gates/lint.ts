import { glob, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Finding, Gate } from '../gate.ts'
import { redoclyReports } from '../redocly.ts'

export const lint: Gate = {
  name: 'lint',
  kind: 'contract',
  summary: 'the contract and its workflows with their rules, warnings included',
  reads: ['spec'],
  async run(root) {
    await requireRuleSet(root, 'spec/redocly.yaml')
    await requireRuleSet(root, 'spec/workflows/redocly.yaml')
    const problems = await Promise.all([
      problemsIn(root, 'tms'),
      problemsIn(root, '--config workflows/redocly.yaml workflows/*.arazzo.yaml'),
    ])
    return { findings: problems.flat().map(asFinding), compared: { 'contract files': await countFiles(root) } }
  },
}

async function problemsIn(root: string, files: string): Promise<readonly Problem[]> {
  const { reports } = await redoclyReports<LintReport>(root, `lint ${files} --max-problems 10000`)
  const ignored = reports.reduce((sum, { totals }) => sum + totals.ignored, 0)
  if (ignored > 0) throw new Error(`spec: ${ignored} problems are hidden by an ignore file.`)
  return reports.flatMap(({ problems }) => problems)
}

/** What this gate reads of `redocly lint --format json`. */
interface LintReport {
  readonly totals: { readonly ignored: number }
  readonly problems: readonly Problem[]
}

interface Problem {
  readonly ruleId: string
  readonly message: string
  readonly suggest: readonly string[]
  readonly location: readonly {
    readonly source: { readonly ref: string }
    readonly start?: { readonly line: number }
  }[]
}

/** Without a configuration the tool falls back to a weaker rule set, and says nothing. */
async function requireRuleSet(root: string, file: string): Promise<void> {
  const configuration = await readFile(resolve(root, file), 'utf8')
  if (!/^ +- recommended-strict$/m.test(configuration)) throw new Error(`${file} does not extend recommended-strict.`)
}

function asFinding({ ruleId, message, suggest, location: [place] }: Problem): Finding {
  return {
    where: { file: `spec/${place?.source.ref ?? 'openapi.yaml'}`, line: place?.start?.line },
    expected: `the rule ${ruleId} to hold`,
    got: message,
    mend: suggest.length > 0 ? `did you mean ${suggest.join(' or ')}?` : `change the file, then run \`pnpm lint\``,
  }
}

async function countFiles(root: string): Promise<number> {
  let count = 0
  for await (const _file of glob(['openapi.yaml', '{resources,shared,workflows}/**/*.yaml'], {
    cwd: resolve(root, 'spec'),
  }))
    count++
  return count
}
