import { Repository } from '../test/repository.ts'
import type { Edit, Mutant, Step } from './mutant.ts'

/** The result of one mutant. */
export interface Trial {
  readonly name: string
  readonly gate: string
  readonly caught: boolean
  /** What the gate reported instead, if it missed the mutant. */
  readonly got?: string
  readonly milliseconds: number
}

/** The parts of `tms-check … --format json` that are read. */
interface Report {
  readonly gate: string
  readonly status: string
  readonly reason?: string
  readonly findings: readonly { readonly where: object; readonly got: string }[]
}

const GENERATORS: Readonly<Record<Step, readonly [folder: string, script: string]>> = {
  bundle: ['spec', 'bundle.ts'],
  types: ['packages/types', 'generate.ts'],
  client: ['packages/client', 'generate.ts'],
  cli: ['packages/cli', 'generate.ts'],
  samples: ['packages/docs', 'generate.ts'],
}

/** Applies a mutant to its own copy, and runs the gate that must detect it. */
export async function tryMutant(mutant: Mutant): Promise<Trial> {
  const { name, gate, command = ['tms-check', 'check', '--only', gate], verdict = 'findings' } = mutant
  const start = performance.now()
  const reports = await withCopy([mutant], (copy) => ask(copy, command)).catch((error): Report[] => [
    { gate: 'the edit', status: 'cannot be made', reason: error.message, findings: [] },
  ])
  const status = reports.find((report) => report.gate === gate)?.status ?? 'no report'
  const milliseconds = Math.round(performance.now() - start)
  return status === verdict
    ? { name, gate, caught: true, milliseconds }
    : { name, gate, caught: false, got: `${status}: ${wordsOf(reports)}`, milliseconds }
}

/** Applies harmless edits to one copy, runs every gate, and returns what they found. */
export async function tryHarmless(edits: readonly Edit[]): Promise<string> {
  const only = edits.flatMap(({ gates = [] }) => gates)
  const options = only.length > 0 ? ['--only', [...new Set(only)].join()] : []
  const reports = await withCopy(edits, (copy) => ask(copy, ['tms-check', 'check', ...options]))
  return wordsOf(reports.filter(({ status }) => status !== 'clean'))
}

async function withCopy<T>(edits: readonly Edit[], use: (copy: Repository) => Promise<T>): Promise<T> {
  const copy = await Repository.copy()
  try {
    for (const edit of edits) await edit.apply(copy)
    const steps = new Set(edits.flatMap(({ regenerate = [] }) => regenerate))
    for (const step of Object.keys(GENERATORS) as Step[]) {
      if (steps.has(step)) await copy.generate(...GENERATORS[step])
    }
    return await use(copy)
  } finally {
    await copy.remove()
  }
}

async function ask(copy: Repository, command: NonNullable<Mutant['command']>): Promise<Report[]> {
  const [program, ...args] = command
  const { stdout, stderr } = await copy.runProgram(program, [...args, '--format', 'json'])
  try {
    return JSON.parse(stdout)
  } catch {
    return [{ gate: command.join(' '), status: 'no report', reason: stderr.trim(), findings: [] }]
  }
}

function wordsOf(reports: readonly Report[]): string {
  return reports
    .map(({ gate, status, reason, findings: [first] }) => {
      return `${gate} ${status}${reason ? `: ${reason}` : ''}${first ? `: ${JSON.stringify(first.where)} ${first.got}` : ''}`
    })
    .join('\n')
}
