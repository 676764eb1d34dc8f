#!/usr/bin/env node
import { runProgram } from '@testsigma-tms/drift/command-line'
import { commands } from './commands/index.ts'

const summary = 'Checks whether anything in this repository is stale, breaking or has drifted.'

// `pnpm check -- --only wire` passes on the two dashes.
const args = process.argv.slice(2).filter((argument) => argument !== '--')

process.exitCode = await runProgram({ name: 'tms-check', summary, commands }, args)
