#!/usr/bin/env node
import { createRequire } from 'node:module'
import { type CliOptions, help, OptionError, readOptions } from './options.ts'

try {
  const options = readOptions(process.argv.slice(2))
  if (options.help) process.stdout.write(help)
  else if (options.version) process.stdout.write(`${createRequire(import.meta.url)('../package.json').version}\n`)
  else await serve(options)
} catch (error) {
  const isUsage = error instanceof OptionError || (error instanceof Error && error.name === 'UsageError')
  console.error(isUsage ? `${error.message}${error instanceof OptionError ? '; see --help' : ''}` : error)
  process.exitCode = isUsage ? 2 : 1
}

/** Imports the server dynamically, so that help and usage errors are fast. */
async function serve({ settings, port }: CliOptions): Promise<void> {
  const apiKey = process.env.TESTSIGMA_API_KEY
  if (!apiKey) throw new OptionError('set the variable TESTSIGMA_API_KEY to an API key of Testsigma')
  const { serveStdio } = await import('@modelcontextprotocol/server/stdio')
  const { createBackend, createFactory, serveHttp } = await import('./index.ts')
  const backend = createBackend(settings, { apiKey })
  const onerror = (error: Error) => console.error(backend.clean(error.message))
  // stdout is reserved for the protocol.
  const server =
    port === undefined
      ? serveStdio(createFactory(backend), { onerror })
      : await serveHttp(createFactory(backend), { port, onerror })
  if ('url' in server) console.error(`MCP server at ${server.url}, for this machine only. Ctrl-C stops it.`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close())
}
