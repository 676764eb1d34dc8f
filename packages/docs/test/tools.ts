import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TestContext } from 'vitest'

export const run = promisify(execFile)

export const operationIds = ['listUsers', 'assignTestRunCaseUser'] as const

export type OperationId = (typeof operationIds)[number]

/** What the vendor's page of an operation shows: its samples, and the answer as `response.json`. */
export function seed(operationId: OperationId, file: string): Promise<string> {
  return readFile(join(import.meta.dirname, 'fixtures/seeds', operationId, file), 'utf8')
}

export const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

const tools = {
  bash: () => run('bash', ['--version']),
  curl: () => run('curl', ['--version']),
  python: () => run('python3', ['--version']),
  requests: () => run('python3', ['-c', 'import requests']),
  chromium: async () => {
    if (!existsSync(chromium)) throw new Error(`${chromium} does not exist; CHROMIUM_PATH names another`)
  },
}

const reasons = new Map<string, Promise<string | undefined>>()

/** Why a tool cannot be used; looked up once. */
function reasonAgainst(name: keyof typeof tools): Promise<string | undefined> {
  const reason =
    reasons.get(name) ??
    tools[name]().then(
      () => undefined,
      (error: Error) => `${name} is missing: ${error.message.trim()}`,
    )
  reasons.set(name, reason)
  return reason
}

/** Skips the test, saying why, if this machine lacks a tool. On CI that fails instead: there, nothing may go unchecked. */
export async function needs(context: TestContext, ...names: (keyof typeof tools)[]): Promise<void> {
  for (const name of names) {
    const reason = await reasonAgainst(name)
    if (reason && process.env.CI) throw new Error(reason)
    if (reason) context.skip(reason)
  }
}
