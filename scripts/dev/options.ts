export const USAGE = `Usage: pnpm dev [--docs-port <number>] [--no-docs] [options of the server]

Starts the local server and the docs in watch mode: a change of the contract updates types, client, docs and a
restarted server; a change of the server's sources restarts it; the docs update with guides and components.

  --docs-port <number>   port of the docs, at http://localhost:<number>/ (default 4321)
  --no-docs              without the docs
  --help                 print this help

Everything else is for the server: see pnpm start --help.`

export interface DevOptions {
  readonly help: boolean
  /** `undefined` for no docs. */
  readonly docsPort: string | undefined
  /** Arguments for the server. */
  readonly server: readonly string[]
}

/** @throws {Error} for an invalid port */
export function readOptions(args: readonly string[]): DevOptions {
  const server: string[] = []
  let docsPort: string | undefined = '4321'
  for (let index = 0; index < args.length; index += 1) {
    const [name, value] = String(args[index]).split('=', 2)
    if (name === '--no-docs') docsPort = undefined
    else if (name === '--docs-port') docsPort = port(value ?? args[++index])
    else server.push(String(args[index]))
  }
  return { help: args.includes('--help'), docsPort, server }
}

function port(text: string | undefined): string {
  if (text !== undefined && /^\d{1,5}$/.test(text) && Number(text) < 65536) return text
  throw new Error(`--docs-port: expected a number from 0 to 65535, got ${text === undefined ? 'nothing' : `"${text}"`}`)
}
