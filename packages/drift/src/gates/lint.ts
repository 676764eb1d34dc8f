import { glob, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Finding, Gate } from '../gate.ts'
import { runInPackage } from '../run.ts'

export const lint: Gate = {
  name: 'lint',
  kind: 'contract',
  summary: 'the contract with its rules, warnings included',
  async run(root) {
    await requireRuleSet(root)
    const { stdout, stderr } = await runInPackage(root, 'spec', 'redocly lint tms --format json --max-problems 10000')
    const report = parseReport(stdout, stderr)
    if (report.totals.ignored > 0)
      throw new Error(`spec: ${report.totals.ignored} problems are hidden by an ignore file.`)
    return { findings: report.problems.map(asFinding), compared: await countFiles(root), unit: 'contract files' }
  },
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
async function requireRuleSet(root: string): Promise<void> {
  const configuration = await readFile(resolve(root, 'spec/redocly.yaml'), 'utf8')
  if (!/^ +- recommended-strict$/m.test(configuration)) {
    throw new Error('spec/redocly.yaml does not extend recommended-strict.')
  }
}

function parseReport(stdout: string, stderr: string): LintReport {
  try {
    return JSON.parse(stdout)
  } catch {
    throw new Error(`redocly lint gave no report: ${stderr.trim()}`)
  }
}

function asFinding({ ruleId, message, suggest, location: [place] }: Problem): Finding {
  return {
    where: `spec/${place?.source.ref ?? 'openapi.yaml'}${place?.start ? `:${place.start.line}` : ''}`,
    expected: `the rule ${ruleId} to hold`,
    got: message,
    mend: suggest.length > 0 ? `did you mean ${suggest.join(' or ')}?` : `change the file, then run \`pnpm lint\``,
  }
}

async function countFiles(root: string): Promise<number> {
  let count = 0
  for await (const _file of glob(['openapi.yaml', '{resources,shared}/**/*.yaml'], { cwd: resolve(root, 'spec') }))
    count++
  return count
}
