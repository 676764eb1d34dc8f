import { exec, execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TestContext } from 'vitest'
import type { Tool } from '../src/samples/index.ts'
import { curl } from '../src/samples/languages/curl.ts'
import { python } from '../src/samples/languages/python.ts'

export const run = promisify(execFile)

export const operationIds = ['listUsers', 'assignTestRunCaseUser'] as const

export type OperationId = (typeof operationIds)[number]

/** What the vendor's page of an operation shows: its samples, and the response as `response.json`. */
export function seed(operationId: OperationId, file: string): Promise<string> {
  return readFile(join(import.meta.dirname, 'fixtures/seeds', operationId, file), 'utf8')
}

export const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** Tools to run shell samples. */
export const shellTools: readonly Tool[] = curl.run.tools

/** Tools to run Python samples. */
export const pythonTools: readonly Tool[] = python.run.tools

const reasons = new Map<string, Promise<string | undefined>>()

/** Why a tool cannot be used; checked once. */
function reasonAgainst({ name, isThere }: Tool): Promise<string | undefined> {
  const reason =
    reasons.get(name) ??
    promisify(exec)(isThere).then(
      () => undefined,
      () => `${name} is missing`,
    )
  reasons.set(name, reason)
  return reason
}

/** Skips the test with the reason if this machine lacks a tool. In CI it fails instead, so that nothing is skipped. */
export async function needs(context: TestContext, tools: readonly Tool[]): Promise<void> {
  for (const tool of tools) refuse(context, await reasonAgainst(tool))
}

/** The same for the browser. */
export function needsChromium(context: TestContext): void {
  refuse(context, existsSync(chromium) ? undefined : `${chromium} does not exist; CHROMIUM_PATH names another`)
}

function refuse(context: TestContext, reason: string | undefined): void {
  if (reason && process.env.CI) throw new Error(reason)
  if (reason) context.skip(reason)
}
