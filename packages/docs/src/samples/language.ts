import type { SampleRequest } from './request.ts'

/**
 * A language that samples are written in: everything that the site, the tests and the gate `snippets` need to know
 * about it.
 */
export interface Language {
  /** Its name for readers, on the tab of the page. */
  label: string
  /** Its name for syntax highlighting. */
  lang: string
  /** What fences of Markdown may call it, `lang` among them. */
  fences: readonly string[]
  /** File of each sample below `generated/samples/<operationId>/`. */
  file: string
  /** Writes a request; undefined where the language cannot express it. */
  write(request: SampleRequest): string | undefined
  /** How code is checked without running it: with the TypeScript compiler, or with a command. */
  parse: 'typescript' | Parser
  run: Runner
}

/** A program that must be installed. */
export interface Tool {
  /** Its name in messages. */
  name: string
  /** A command line for a POSIX shell that fails where it is not installed. */
  isThere: string
}

export interface Parser {
  tool: Tool
  /** A command line that parses the files after it and prints `<file>:<line>:<message>` for each that does not parse. */
  command: string
}

/**
 * A program that runs files one after another, so that the language starts once for all of them. Each line of its input
 * names a file; when that has run, it writes a line to descriptor 3: `ok`, or what went wrong.
 */
export interface Batch {
  /** Name of the file that the code is written to. */
  file: string
  code: string
}

/** How a sample is run as a process. */
export interface Runner {
  tools: readonly Tool[]
  /** The command, which gets the file as its argument; `node` is the Node of whoever runs it. */
  command: string
  /** Name of the file that the code is written to. */
  file: string
  /** Undefined where each file has to be a process. */
  batch?: Batch
  /** The same code, failing unless the response has a 2xx status. */
  failing(code: string): string
  /** Statements after the code that print the body of the response as JSON; undefined where the client hides it. */
  print: string | undefined
}
