import type { Parser } from './language.ts'

/** A fence name other than the languages of the samples. */
export interface Notation {
  fences: readonly string[]
  /** How it is checked; undefined if only a test of the page can check it. */
  parse?: Parser
}

const json: Parser = {
  tool: { name: 'node', isThere: 'node --version' },
  command: `node -e '
for (const file of process.argv.slice(1)) {
  const text = require("node:fs").readFileSync(file, "utf8")
  try {
    JSON.parse(text)
  } catch (error) {
    console.log(file + ":" + text.slice(0, Number(/position (\\d+)/.exec(error.message)?.[1] ?? 0)).split("\\n").length + ":" + error.message)
  }
}'`,
}

/** All fence names that are not languages of the samples. A fence in neither list is an error. */
export const notations: readonly Notation[] = [
  { fences: ['json'], parse: json },
  // Commands that keep running or delete something, and are never run.
  { fences: ['console'] },
  // Configuration of CI systems, which the tests of the guides parse.
  { fences: ['yaml', 'groovy'] },
  // Only to be read.
  { fences: ['http', 'text', 'md', 'markdown'] },
]
