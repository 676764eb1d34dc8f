import {
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  type ReadResourceResult,
  ResourceTemplate,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { type Backend, openSession } from './backend.ts'
import { contract } from './contract/contract.ts'
import { docsAddress, docsIndex, operationDocs } from './docs.ts'
import { describeFailure } from './output/failure.ts'
import { dataNote, toResult } from './output/result.ts'
import { readCase } from './tools/read-case.ts'
import { readRun } from './tools/read-run.ts'
import type { Tool } from './tools/tool.ts'

/** Test cases, runs and the docs of the API, readable without a tool. */
export function registerResources(server: McpServer, backend: Backend): void {
  registerEntity(server, backend, 'cases', 'Test case', readCase, 'case')
  registerEntity(server, backend, 'runs', 'Test run', readRun, 'run')
  server.registerResource(
    'llms.txt',
    docsAddress('llms.txt'),
    { title: 'What the API can do', description: 'All operations, one a line', mimeType: 'text/markdown' },
    (uri) => ({ contents: [{ uri: uri.href, mimeType: 'text/markdown', text: docsIndex() }] }),
  )
  registerDocs(server)
}

function registerEntity(
  server: McpServer,
  backend: Backend,
  plural: string,
  title: string,
  tool: Tool,
  argument: string,
): void {
  const template = new ResourceTemplate(`tms://${plural}/{id}`, { list: undefined })
  const config = { title, description: `A ${title.toLowerCase()} by its human ID`, mimeType: 'application/json' }
  server.registerResource(plural, template, config, async (uri, { id }, context) => {
    const text = await read(tool, { [argument]: decode(String(id)) }, backend, context, server)
    return { contents: [{ uri: uri.href, mimeType: 'application/json', text }] }
  })
}

function decode(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, `"${id}" is not percent-encoded UTF-8.`)
  }
}

async function read(tool: Tool, args: unknown, backend: Backend, context: ServerContext, server: McpServer) {
  const { settings, clean } = backend
  try {
    const output = await tool.run(args, openSession(backend, context, server, { step() {} }))
    const { structuredContent } = toResult(output, { budget: settings.budget, clean })
    return JSON.stringify({ note: dataNote, data: structuredContent })
  } catch (error) {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, clean(describeFailure(error)))
  }
}

function registerDocs(server: McpServer): void {
  const operations = contract.operations.filter(({ sdk }) => sdk !== undefined)
  const list = () => ({
    resources: operations.map(({ id, summary = id }) => ({ uri: docsAddress(id), name: id, title: summary })),
  })
  const template = new ResourceTemplate('tms://docs/{operation}', { list })
  const config = { title: 'Docs of an operation', mimeType: 'text/markdown' }
  server.registerResource('docs', template, config, (uri, { operation: id }): ReadResourceResult => {
    const operation = operations.find((each) => each.id === id)
    if (operation === undefined) {
      throw new ProtocolError(
        ProtocolErrorCode.InvalidParams,
        `There are no docs of ${id}; ${docsAddress('llms.txt')} lists them.`,
      )
    }
    return { contents: [{ uri: uri.href, mimeType: 'text/markdown', text: operationDocs(operation) }] }
  })
}
