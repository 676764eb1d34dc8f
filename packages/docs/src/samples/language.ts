import type { SampleRequest } from './request.ts'

/** A language of the samples, with everything that the site, the tests and the gate `snippets` need. */
export interface Language {
  /** Display name, shown on the tab. */
  label: string
  /** Name for syntax highlighting. */
  lang: string
  /** Names used in Markdown fences, including `lang`. */
  fences: readonly string[]
  /** File name of each sample below `generated/samples/<operationId>/`. */
  file: string
  /** Writes a request; undefined if the language cannot express it. */
  write(request: SampleRequest): string | undefined
  /** How code is checked without running it: by the TypeScript compiler, or by a command. */
  parse: 'typescript' | Parser
  run: Runner
}

/** A program that must be installed. */
export interface Tool {
  /** Name in messages. */
  name: string
  /** A POSIX shell command that fails if it is not installed. */
  isThere: string
}

export interface Parser {
  tool: Tool
  /** A command that parses the files in its arguments, and prints `<file>:<line>:<message>` for each syntax error. */
  command: string
}

/**
 * A program that runs several files, so that the language runtime starts only once. Each line of its input is a file
 * name; after running it, the program writes a line to descriptor 3: `ok`, or the error.
 */
export interface Batch {
  /** File name for the code. */
  file: string
  code: string
}

/** How a sample is run as a process. */
export interface Runner {
  tools: readonly Tool[]
  /** The command, which gets the file as its argument; `node` is the Node of the caller. */
  command: string
  /** File name for the code. */
  file: string
  /** Undefined if each file needs its own process. */
  batch?: Batch
  /** The same code, changed to fail unless the response has a 2xx status. */
  failing(code: string): string
  /** Statements that print the body of the response as JSON; undefined if the client does not expose it. */
  print: string | undefined
}
