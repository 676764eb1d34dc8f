import type { McpServer, ServerContext } from '@modelcontextprotocol/server'
import { type ClientOptions, createClient, type TestsigmaClient } from '@testsigma-tms/client'
import { confirm } from './confirm.ts'
import { createCleaner } from './output/clean.ts'
import type { Session, Settings } from './session.ts'
import { createNames, type Names } from './world/names.ts'

/** A tool that takes longer is ended, as clients wait no longer either. */
const deadline = 120_000

/** What all connections share: the client with its rate limit, and the names. */
export interface Backend {
  readonly tms: TestsigmaClient
  readonly settings: Settings
  readonly names: () => Names
  readonly clean: (text: string) => string
}

/** @throws {UsageError} when the key or the address cannot work */
export function createBackend(settings: Settings, client: ClientOptions & { readonly apiKey: string }): Backend {
  const tms = createClient(client)
  return { tms, settings, names: createNames(tms), clean: createCleaner(client.apiKey) }
}

/** What one call works with. */
export function openSession({ tms, settings, names }: Backend, context: ServerContext, server: McpServer): Session {
  return {
    tms,
    settings,
    names: names(),
    options: { signal: context.mcpReq.signal, deadline },
    confirm: (question) => confirm(question, context, server.server.getClientCapabilities()),
  }
}
