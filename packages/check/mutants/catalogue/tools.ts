import { type Mutant, replace } from '../mutant.ts'

const TOOLS = 'packages/mcp/src/tools'

/** MCP tools that describe themselves differently from the contract. */
export const toolsMutants: readonly Mutant[] = [
  wrong(
    'a tool that deletes and does not say so',
    replace('packages/mcp/src/contract/annotations.ts', "method === 'delete'", "method === 'trace'"),
  ),
  wrong('a tool that hides what it writes with', replace(`${TOOLS}/close-run.ts`, /^ {4}'updateTestRun',\n/m, '')),
  wrong('a tool that writes, among those that read', replace(`${TOOLS}/update-case.ts`, "['author']", "['read']")),
  wrong(
    'an operation that the contract does not have',
    replace(`${TOOLS}/read-case.ts`, "'getTestCase'", "'readTestCase'"),
  ),
  wrong(
    'a field that the contract does not have',
    replace(`${TOOLS}/read-case.ts`, "field('TestCase', 'title')", "field('TestCase', 'headline')"),
  ),
  wrong(
    'an operation to read that api_get does not call',
    replace(`${TOOLS}/api-get.ts`, "method === 'get' &&", "method === 'get' && false &&"),
  ),
  wrong('a tool that the README does not know', replace('packages/mcp/README.md', /^\| `read_case` .*\n/m, '')),
]

function wrong(name: string, apply: Mutant['apply']): Mutant {
  return { name, gate: 'tools', apply }
}
