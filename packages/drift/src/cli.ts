#!/usr/bin/env node
import { runProgram } from './command-line/run.ts'
import { commands } from './commands/index.ts'

const summary = 'Checks whether an API has drifted from the Testsigma Test Management contract.'
const note = 'tms-drift --version shows the version.\n'

process.exitCode = await runProgram({ name: 'tms-drift', summary, commands, note }, process.argv.slice(2))
