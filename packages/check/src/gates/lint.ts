import { isUtf8 } from 'node:buffer'
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { posix, resolve } from 'node:path'
import type { Finding } from '@testsigma-tms/drift/report'
import { parse } from 'yaml'
import type { Gate } from '../gate.ts'
import { redoclyReports } from '../redocly.ts'

export const lint: Gate = {
  name: 'lint',
  kind: 'contract',
  summary: 'the contract and its workflows with their rules, warnings included',
  reads: ['spec'],
  async run(root) {
    await requireRuleSet(root, 'spec/redocly.yaml', ownRules(root))
    await requireRuleSet(root, 'spec/workflows/redocly.yaml')
    const problems = await Promise.all([
      problemsIn(root, 'tms'),
      problemsIn(root, '--config workflows/redocly.yaml workflows/*.arazzo.yaml'),
    ])
    const { files, unread } = await readContract(root)
    const encodings = await Promise.all(files.map((file) => encodingOf(root, file)))
    return {
      findings: [...problems.flat().map(asFinding), ...unread.map(asUnread), ...encodings.flat()],
      compared: { 'contract files': files.length },
    }
  },
}

async function problemsIn(root: string, files: string): Promise<readonly Problem[]> {
  const { reports } = await redoclyReports<LintReport>(root, `lint ${files} --max-problems 10000`)
  const ignored = reports.reduce((sum, { totals }) => sum + totals.ignored, 0)
  if (ignored > 0) throw new Error(`spec: ${ignored} problems are hidden by an ignore file.`)
  return reports.flatMap(({ problems }) => problems)
}

/** The parts of `redocly lint --format json` that are read. */
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

/** A weaker configuration would silently find less. */
async function requireRuleSet(root: string, file: string, rules: readonly string[] = []): Promise<void> {
  const { extends: sets, rules: configured = {} } = parse(await readFile(resolve(root, file), 'utf8')) as Configuration
  if (!sets?.includes('recommended-strict')) throw new Error(`${file} does not extend recommended-strict.`)
  const missing = rules.find((rule) => configured[rule] === undefined)
  if (missing) throw new Error(`${file} does not use the rule ${missing}.`)
  const [weak] = Object.entries(configured).find(([, rule]) => severityOf(rule) !== 'error') ?? []
  if (weak) throw new Error(`${file} gives the rule ${weak} another severity than error.`)
}

/** The parts of `redocly.yaml` that are read. */
interface Configuration {
  readonly extends?: readonly string[]
  readonly rules?: Readonly<Record<string, string | { readonly severity?: string }>>
}

function severityOf(rule: string | { readonly severity?: string }): string | undefined {
  return typeof rule === 'string' ? rule : rule.severity
}

function ownRules(root: string): string[] {
  return globSync('*.js', { cwd: resolve(root, 'spec/lint/rules') }).map(
    (file) => `contract/${file.replace(/\.js$/, '')}`,
  )
}

function asFinding({ ruleId, message, suggest, location: [place] }: Problem): Finding {
  return {
    where: { file: `spec/${place?.source.ref ?? 'openapi.yaml'}`, line: place?.start?.line },
    expected: `no violation of the rule ${ruleId}`,
    got: message,
    fix: suggest.length > 0 ? `did you mean ${suggest.join(' or ')}?` : `change the file, then run \`pnpm lint\``,
  }
}

/** All contract files, and those that are unreachable by references from the index or a workflow. */
async function readContract(root: string): Promise<{ files: string[]; unread: string[] }> {
  const cwd = resolve(root, 'spec')
  const found = globSync(['openapi.yaml', '{resources,shared,workflows}/**/*.yaml'], { cwd })
  const files = found.map((file) => file.replaceAll('\\', '/')).sort()
  const reached = new Set(files.filter((file) => file === 'openapi.yaml' || file.startsWith('workflows/')))
  // Iterating a set includes elements that are added meanwhile.
  for (const file of reached) {
    const text = await readFile(resolve(cwd, file), 'utf8')
    for (const [, target = ''] of text.matchAll(/\$ref: ["']?([^"'#\s]+)/g)) {
      const path = posix.join(posix.dirname(file), target)
      if (files.includes(path)) reached.add(path)
    }
  }
  return { files, unread: files.filter((file) => !reached.has(file)) }
}

function asUnread(file: string): Finding {
  return {
    where: { file: `spec/${file}` },
    expected: 'a file that the contract refers to',
    got: 'a file that no `$ref` leads to',
    fix: 'refer to it, or delete it',
  }
}

/** Invalid UTF-8, such as an umlaut in Latin-1, would be replaced silently when the file is read as text. */
async function encodingOf(root: string, file: string): Promise<Finding[]> {
  const bytes = await readFile(resolve(root, 'spec', file))
  if (isUtf8(bytes)) return []
  const lines = bytes.toString('latin1').split('\n')
  const line = lines.findIndex((text) => !isUtf8(Buffer.from(text, 'latin1')))
  return [
    {
      where: { file: `spec/${file}`, line: line + 1 },
      expected: 'text in UTF-8',
      got: 'bytes that are no UTF-8, as Latin-1 writes letters with accents',
      fix: 'save the file as UTF-8',
    },
  ]
}
