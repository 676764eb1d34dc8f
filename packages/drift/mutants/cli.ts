/**
 * Proves that the gates would notice: spoils copies of this repository and asks the gate that has to see it.
 *
 * Usage: node mutants/cli.ts [--only <gate,…>] [--name <text>] [--list] [--jobs <n>]
 *
 * Exit codes: 0 everything as it should be, 1 a mutant was missed or a harmless edit raised an alarm, 2 wrong options.
 */
import { availableParallelism } from 'node:os'
import { parseArgs, styleText } from 'node:util'
import { gates } from '../src/gates/index.ts'
import { mutants } from './catalogue/index.ts'
import { harmlessEdits } from './harmless.ts'
import { type Trial, tryHarmless, tryMutant } from './trial.ts'

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    only: { type: 'string' },
    name: { type: 'string', default: '' },
    list: { type: 'boolean', default: false },
    jobs: { type: 'string', default: String(availableParallelism()) },
  },
})

const only = values.only?.split(',')
const chosen = mutants.filter(({ gate, name }) => (only?.includes(gate) ?? true) && name.includes(values.name))
const everything = only === undefined && values.name === ''

if (chosen.length === 0) {
  console.error('mutants: no mutant has this gate and name. --list shows them all.')
  process.exitCode = 2
} else if (values.list) {
  for (const { gate, name } of chosen) console.log(`${gate.padEnd(10)} ${name}`)
} else {
  const trials = await inParallel(chosen, Number(values.jobs), async (mutant, index) => {
    const trial = await tryMutant(mutant)
    console.error(`${String(index + 1).padStart(3)}/${chosen.length}  ${lineOf(trial)}`)
    return trial
  })
  console.log(`\n${tableOf(trials)}`)
  const alarms = everything ? await alarmsFrom(harmlessEdits) : []
  if (everything) console.log(`\n${harmlessEdits.length} harmless edits, ${alarms.length} false alarms`)
  for (const alarm of alarms) console.log(alarm)
  process.exitCode = trials.every(({ caught }) => caught) && alarms.length === 0 && isComplete() ? 0 : 1
}

/** All edits together first: only if a gate raises an alarm, one by one, to tell which is to blame. */
async function alarmsFrom(edits: typeof harmlessEdits): Promise<string[]> {
  const together = await tryHarmless(edits)
  if (together === '') return []
  const alone = await inParallel(edits, Number(values.jobs), async (edit) => {
    const words = await tryHarmless([edit])
    return words === '' ? [] : [`${edit.name}: ${words}`]
  })
  return alone.flat().length > 0 ? alone.flat() : [`all together: ${together}`]
}

/** Whether each gate has a mutant. */
function isComplete(): boolean {
  if (!everything) return true
  const without = gates.filter(({ name }) => !mutants.some(({ gate }) => gate === name))
  for (const { name } of without) console.log(`The gate ${name} has no mutant.`)
  return without.length === 0
}

function lineOf({ gate, name, caught, got, milliseconds }: Trial): string {
  const outcome = caught ? styleText('green', 'caught') : styleText('red', 'MISSED')
  return `${outcome}  ${gate.padEnd(10)} ${name}  ${(milliseconds / 1000).toFixed(1)} s${got ? `\n         ${got}` : ''}`
}

function tableOf(trials: readonly Trial[]): string {
  const names = [...new Set(trials.map(({ gate }) => gate))]
  const rows = names.map((name) => {
    const own = trials.filter(({ gate }) => gate === name)
    const caught = own.filter((trial) => trial.caught).length
    return `${name.padEnd(10)} ${String(caught).padStart(6)} ${String(own.length - caught).padStart(6)}`
  })
  const missed = trials.filter(({ caught }) => !caught).length
  const total = `${'all'.padEnd(10)} ${String(trials.length - missed).padStart(6)} ${String(missed).padStart(6)}`
  return [`${'gate'.padEnd(10)} caught missed`, ...rows, total].join('\n')
}

async function inParallel<T, Result>(
  items: readonly T[],
  jobs: number,
  work: (item: T, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item, index)
  }
  await Promise.all(Array.from({ length: jobs }, worker))
  return results
}
