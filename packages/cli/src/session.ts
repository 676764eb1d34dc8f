import type { TestsigmaClient } from '@testsigma-tms/client'
import { type GlobalOptions, readSettings, requireProject, type Settings } from './configuration/settings.ts'
import { connect } from './connection/connect.ts'
import { Names } from './names/names.ts'
import type { Terminal } from './terminal.ts'

/** What a command needs to work in a project. */
export interface Session {
  readonly terminal: Terminal
  readonly settings: Settings
  readonly tms: TestsigmaClient
  readonly names: Names
  readonly project_id: string
  readonly signal: AbortSignal
}

/** @throws {CommandError} when the key or the project is missing */
export async function openSession(terminal: Terminal, options: GlobalOptions): Promise<Session> {
  const settings = await readSettings(terminal, options)
  const tms = await connect(terminal, settings)
  const { signal } = terminal
  const names = new Names(tms, signal)
  const project_id = await names.project(requireProject(settings))
  return { terminal, settings, tms, names, project_id, signal }
}
