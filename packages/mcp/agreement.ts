/**
 * Compares the tools with the contract. The annotations of tools are derived from the contract; here they are derived a
 * second time, from the methods of the operations. As a program, prints JSON for the gate `tools` of `pnpm check`.
 */
import { readFileSync } from 'node:fs'
import { contract } from './src/contract/contract.ts'
import { tools } from './src/tools/index.ts'
import type { Tool } from './src/tools/tool.ts'

export interface Disagreement {
  readonly tool: string
  readonly expected: string
  readonly got: string
}

export function disagreements(): Disagreement[] {
  return [...tools.flatMap(ofTool), ...ofApiGet(), ...ofReadme()]
}

function ofTool({ name: tool, operations, annotations, inputSchema, sets }: Tool): Disagreement[] {
  const own = operations.map((id) => contract.operation(id))
  const reads = own.every(({ method }) => method === 'get')
  const facts = [
    ['readOnlyHint', reads, annotations.readOnlyHint],
    ['destructiveHint', own.some(({ method }) => method === 'delete'), annotations.destructiveHint],
    ['idempotentHint', own.every(({ idempotent }) => idempotent), annotations.idempotentHint],
    ['in the set "read"', reads, sets.includes('read')],
    ['additionalProperties', false, inputSchema.additionalProperties],
  ] as const
  return facts.flatMap(([fact, expected, got]) => {
    return expected === got ? [] : [{ tool, expected: `${fact}: ${expected}`, got: `${fact}: ${got}` }]
  })
}

/** `api_get` supports all GET operations, and no others. */
function ofApiGet(): Disagreement[] {
  const schema = tools.find(({ name }) => name === 'api_get')?.inputSchema.properties as
    | Readonly<Record<string, { readonly enum?: readonly string[] }>>
    | undefined
  const expected = contract.operations.flatMap(({ method, id }) => (method === 'get' ? [id] : [])).join(', ')
  const got = schema?.operation?.enum?.join(', ') ?? 'nothing'
  return expected === got ? [] : [{ tool: 'api_get', expected, got }]
}

/** The README lists the sets and the write operations of each tool. */
function ofReadme(): Disagreement[] {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  const found = readme.matchAll(/^\| `([a-z_]+)` \| ([a-z, ]+) \| .+ \| ([^|]+) \|$/gm)
  const rows = new Map([...found].map(([, name, own, writes]) => [name, `${own} | ${writes}`]))
  const missing = tools.flatMap(({ name: tool, sets, operations }) => {
    const writes = operations.filter((id) => contract.operation(id).method !== 'get').map((id) => `\`${id}\``)
    const expected = `${sets.join(', ')} | ${writes.join(', ') || '–'}`
    const got = rows.get(tool) ?? 'no row'
    return expected === got ? [] : [{ tool, expected: `in the README: ${expected}`, got }]
  })
  const unknown = [...rows.keys()].filter((name) => tools.every((tool) => tool.name !== name))
  return [
    ...missing,
    ...unknown.map((name) => ({ tool: String(name), expected: 'no row in the README', got: 'a row' })),
  ]
}

if (import.meta.main) console.log(JSON.stringify({ tools: tools.length, disagreements: disagreements() }))
