import { fileURLToPath } from 'node:url'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { type ClientOptions, createClient, type RequestFacts } from '@testsigma-tms/client'
import { createServer, type Server } from '@testsigma-tms/server'
import { onTestFinished } from 'vitest'
import { createBackend, createFactory, createFiles, type Settings, serveHttp } from '../src/index.ts'
import { createNames } from '../src/world/names.ts'

export type Profile = 'documented' | 'observed'
export const profiles = ['documented', 'observed'] as const
/** Revisions of the protocol: the current one, and its predecessor, which most clients use. */
export const eras = ['2026-07-28', '2025-11-25'] as const
export type Era = (typeof eras)[number]
export const project_id = 'c47ade67-0543-4582-a4a5-b7de447c94f5'

export interface Options {
  readonly profile?: Profile
  readonly settings?: Partial<Settings>
  readonly client?: Omit<ClientOptions, 'apiKey'> & { readonly apiKey?: string }
  readonly era?: Era
  /** Fetches names again for each call. */
  readonly forgetful?: boolean
  /** The person's reply to a question; if absent, the client cannot ask. */
  readonly person?: (message: string) => 'accept' | 'decline'
}

const everything: Settings = {
  sets: ['read', 'author', 'run'],
  allowDelete: true,
  project: undefined,
  user: 'jane.doe@example.com',
  budget: 24_000,
  files: createFiles([]),
  patience: 60_000,
}

export async function startApi(profile: Profile = 'documented'): Promise<Server> {
  const api = await createServer({ profile, faults: true, rateLimit: 0 })
  onTestFinished(() => api.close())
  return api
}

/** Starts the API and the MCP server over HTTP, and connects the official client. */
export async function connect(options: Options = {}) {
  const api = await startApi(options.profile)
  const clientOptions = {
    apiKey: api.apiKey,
    baseUrl: 'http://local/api/v1',
    fetch: api.fetch,
    rateLimit: false,
  } as const
  const called = new Set<string>()
  const onRequest = ({ operationId }: RequestFacts) => called.add(String(operationId))
  const backend = createBackend(
    { ...everything, ...options.settings },
    { ...clientOptions, onRequest, ...options.client },
  )
  // Without a cache, each tool call makes all requests that the tool may make.
  const names = options.forgetful ? () => createNames(backend.tms)() : backend.names
  const server = await serveHttp(createFactory({ ...backend, names }), { port: 0 })
  onTestFinished(() => server.close())
  const client = createMcpClient(options)
  await client.connect(new StreamableHTTPClientTransport(new URL(server.url)))
  onTestFinished(() => client.close())
  return {
    api,
    backend,
    server,
    client,
    /** The operations that the tools have called. */
    called,
    tms: createClient(clientOptions),
    call: createCaller(client),
  }
}

/** The same with the command line over stdio, as assistants start it. */
export async function connectStdio(args: readonly string[], options: Options & { env?: Record<string, string> } = {}) {
  const api = await startApi(options.profile)
  const origin = await api.listen({ port: 0 })
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [fileURLToPath(import.meta.resolve('../src/cli.ts')), ...args],
    env: {
      ...process.env,
      TESTSIGMA_API_KEY: api.apiKey,
      TESTSIGMA_BASE_URL: `${origin}/api/v1`,
      ...options.env,
    } as Record<string, string>,
    stderr: 'pipe',
  })
  let stderr = ''
  transport.stderr?.on('data', (chunk) => {
    stderr += chunk
  })
  const client = createMcpClient(options)
  await client.connect(transport)
  onTestFinished(() => client.close())
  const tms = createClient({ apiKey: api.apiKey, baseUrl: `${origin}/api/v1`, rateLimit: false })
  return { api, client, tms, call: createCaller(client), stderr: () => stderr }
}

function createMcpClient({ era = '2026-07-28', person }: Options): Client {
  const client = new Client(
    { name: 'test', version: '1.0.0' },
    {
      capabilities: person ? { elicitation: { form: {} } } : {},
      versionNegotiation: { mode: era === '2026-07-28' ? { pin: era } : 'legacy' },
    },
  )
  if (person) {
    client.setRequestHandler('elicitation/create', ({ params }) => {
      const action = person(params.message)
      return action === 'accept' ? { action, content: { confirm: true } } : { action }
    })
  }
  return client
}

export interface Called {
  readonly isError: boolean
  /** Text of the tool in addition to its data. */
  readonly said: string
  readonly json: string
  readonly data: ReturnType<typeof JSON.parse>
}

function createCaller(client: Client) {
  return async (name: string, args: Record<string, unknown> = {}): Promise<Called> => {
    const result = await client.callTool({ name, arguments: args })
    const texts = result.content.map((block) => (block.type === 'text' ? block.text : ''))
    return {
      isError: result.isError ?? false,
      said: texts[0] ?? '',
      json: texts[1] ?? '',
      data: result.structuredContent,
    }
  }
}
