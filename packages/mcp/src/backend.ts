import type { McpServer, ServerContext } from '@modelcontextprotocol/server'
import { type ClientOptions, createClient, type TestsigmaClient } from '@testsigma-tms/client'
import { confirm } from './confirm.ts'
import { createCleaner } from './output/clean.ts'
import type { Progress } from './progress.ts'
import type { Session, Settings } from './session.ts'
import { createNames, type Names } from './world/names.ts'

/** Milliseconds for calls whose results several tools share, such as the names of users. */
const deadline = 60_000

/** Shared by all connections: the client with its rate limit, and the names. */
export interface Backend {
  readonly tms: TestsigmaClient
  readonly settings: Settings
  readonly names: () => Names
  readonly clean: (text: string) => string
}

/** @throws {UsageError} when the key or the base URL is invalid */
export function createBackend(settings: Settings, client: ClientOptions & { readonly apiKey: string }): Backend {
  const tms = createClient({ deadline, ...client })
  return { tms, settings, names: createNames(tms), clean: createCleaner(client.apiKey) }
}

/** Creates the context of one tool call. */
export function openSession(
  { tms, settings, names, clean }: Backend,
  context: ServerContext,
  server: McpServer,
  { step }: Pick<Progress, 'step'>,
): Session {
  return {
    tms,
    settings,
    names: names(),
    clean,
    step,
    options: { signal: AbortSignal.any([context.mcpReq.signal, AbortSignal.timeout(settings.patience)]) },
    confirm: (question) => confirm(question, context, server.server.getClientCapabilities()),
  }
}
