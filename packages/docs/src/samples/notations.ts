import type { Parser } from './language.ts'

/** What is in fences besides the languages of the samples. */
export interface Notation {
  fences: readonly string[]
  /** How it is checked; undefined where nothing but a test of the page can. */
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

/** Every notation that is no language of the samples. A fence that is in neither list is a mistake. */
export const notations: readonly Notation[] = [
  { fences: ['json'], parse: json },
  // A command that goes on, or takes something away: never run.
  { fences: ['console'] },
  // Configuration of CI systems, which the tests of the guides take apart.
  { fences: ['yaml', 'groovy'] },
  // To be read.
  { fences: ['http', 'text', 'md', 'markdown'] },
]
