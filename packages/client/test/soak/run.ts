import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Runs a program until it ends. If it fails, rejects with its output. */
export const run = promisify(execFile)
