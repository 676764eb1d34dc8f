#!/usr/bin/env node
/**
 * Mutation-tests the gates: makes each harmful edit in a copy of this repository, and runs the gate that must detect
 * it.
 */
import { availableParallelism } from 'node:os'
import { parseArgs, styleText } from 'node:util'
import { gates } from '../src/gates/index.ts'
import { mutants } from './catalogue/index.ts'
import { equalEdits, harmlessEdits } from './harmless.ts'
import type { Edit, Mutant } from './mutant.ts'
import { type Trial, tryHarmless, tryMutant } from './trial.ts'

const HELP = `Usage: check:mutants [options]

Makes harmful edits in copies of this repository, and runs the gate that must detect each. Then makes harmless edits,
and runs every gate.

Options
  --only <gate,…>  the mutants of these gates alone, and no harmless edits
  --name <text>    those alone whose name has this text
  --harmless       the harmless edits alone
  --jobs <number>  how many copies to work on at once (default: the number of cores)
  --list           the names, and nothing else
  --help           show this

Exit codes
  0  every mutant was caught, and no harmless edit raised an alarm
  1  otherwise, or if a gate has no mutant
  2  a wrong option
`

const options = readOptions()
if (options) process.exitCode = await run(options)

async function run({ chosen, everything, harmless, list, jobs }: NonNullable<typeof options>): Promise<0 | 1> {
  if (list) {
    for (const { gate, name } of chosen) console.log(`${gate.padEnd(10)} ${name}`)
    return 0
  }
  const trials = await inParallel(chosen, jobs, async (mutant, index) => {
    const trial = await tryMutant(mutant)
    console.error(`${String(index + 1).padStart(3)}/${chosen.length}  ${lineOf(trial)}`)
    return trial
  })
  if (trials.length > 0) console.log(`\n${tableOf(trials)}`)
  const alarms = harmless
    ? [...(await alarmsFrom(harmlessEdits, jobs)), ...(await alarmsOneByOne(equalEdits, jobs))]
    : []
  const edits = harmlessEdits.length + equalEdits.length
  if (harmless) console.log(`\n${edits} harmless edits, ${alarms.length} false alarms`)
  for (const alarm of alarms) console.log(alarm)
  const without = everything ? gates.filter(({ name }) => !mutants.some(({ gate }) => gate === name)) : []
  for (const { name } of without) console.log(`The gate ${name} has no mutant.`)
  return trials.every(({ caught }) => caught) && alarms.length === 0 && without.length === 0 ? 0 : 1
}

function readOptions() {
  try {
    const { values } = parseArgs({
      args: process.argv.slice(2).filter((argument) => argument !== '--'),
      options: {
        only: { type: 'string' },
        name: { type: 'string' },
        harmless: { type: 'boolean', default: false },
        jobs: { type: 'string', default: String(availableParallelism()) },
        list: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) return void process.stdout.write(HELP)
    const everything = values.only === undefined && values.name === undefined && !values.harmless
    const chosen = values.harmless ? [] : choose(values.only, values.name)
    if (chosen.length === 0 && !values.harmless)
      throw new Error('there is no mutant with this gate and name; --list shows them all')
    if (!/^[1-9]\d*$/.test(values.jobs)) throw new Error(`--jobs: expected a number of 1 or more, got "${values.jobs}"`)
    return { chosen, everything, harmless: everything || values.harmless, list: values.list, jobs: Number(values.jobs) }
  } catch (error) {
    console.error(`check:mutants: ${(error as Error).message}. See --help.`)
    process.exitCode = 2
  }
}

function choose(only: string | undefined, text = ''): readonly Mutant[] {
  return mutants.filter(({ gate, name }) => (only?.split(',').includes(gate) ?? true) && name.includes(text))
}

/** Runs all edits together first. Only if a gate raises an alarm, runs them one by one to find the cause. */
async function alarmsFrom(edits: typeof harmlessEdits, jobs: number): Promise<string[]> {
  const together = await tryHarmless(edits)
  if (together === '') return []
  const alone = await alarmsOneByOne(edits, jobs)
  return alone.length > 0 ? alone : [`all together: ${together}`]
}

/** Runs each edit in its own copy. */
async function alarmsOneByOne(edits: readonly Edit[], jobs: number): Promise<string[]> {
  const alarms = await inParallel(edits, jobs, async (edit) => {
    const words = await tryHarmless([edit])
    return words === '' ? [] : [`${edit.name}: ${words}`]
  })
  return alarms.flat()
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
