import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { ReporterOptions } from '../src/playwright.ts'
import { temporaryFolder } from './api.ts'

const fixtures = resolve(import.meta.dirname, 'fixtures')
const packages = resolve(import.meta.dirname, '../..')
const modules = resolve(import.meta.dirname, '../node_modules')
const require = createRequire(import.meta.url)

export interface Ended {
  readonly status: number | null
  readonly output: string
}

export interface Running {
  readonly process: ChildProcess
  /** Its output so far. */
  readonly output: () => string
  readonly ended: Promise<Ended>
}

/** Runs Playwright in a process of its own, as users do. */
export function startPlaywright(
  folder: string,
  args: readonly string[],
  env: Record<string, string>,
  options: ReporterOptions = {},
): Running {
  const cli = join(dirname(require.resolve('@playwright/test/package.json')), 'cli.js')
  return start([cli, 'test', ...args], makeProject(folder), env, options)
}

/** Runs Vitest in a process of its own, as users do. */
export function startVitest(
  [mode = 'run', ...args]: readonly string[],
  env: Record<string, string>,
  options: ReporterOptions = {},
): Running {
  const cli = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs')
  return start([cli, mode, ...args], makeProject('vitest'), env, options)
}

/** Runs the command that the reporters print for their file. */
export function runTms(args: readonly string[], env: Record<string, string>): Promise<Ended> {
  const cli = fileURLToPath(new URL('src/bin.ts', import.meta.resolve('@testsigma-tms/cli/package.json')))
  return start([cli, ...args], temporaryFolder(), env, {}).ended
}

/** Creates a user's project, with the packages installed. */
function makeProject(fixture: string): string {
  const folder = temporaryFolder()
  cpSync(join(fixtures, fixture), folder, { recursive: true })
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(packages, join(folder, 'node_modules/@testsigma-tms'))
  for (const name of ['@playwright', 'vitest']) symlinkSync(join(modules, name), join(folder, 'node_modules', name))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  return folder
}

function start(args: readonly string[], cwd: string, env: Record<string, string>, options: ReporterOptions): Running {
  const process_ = spawn(process.execPath, args, {
    cwd,
    env: {
      // No variables of the runner that runs these tests, or of CI.
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...env,
      OUTPUT_DIR: temporaryFolder(),
      REPORTER_OPTIONS: JSON.stringify({ file: join(temporaryFolder(), 'left.xml'), ...options }),
    },
  })
  onTestFinished(() => {
    process_.kill('SIGKILL')
  })
  let output = ''
  for (const stream of [process_.stdout, process_.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  const ended = new Promise<Ended>((resolve) => process_.on('close', (status) => resolve({ status, output })))
  return { process: process_, output: () => output, ended }
}
