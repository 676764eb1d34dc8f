/**
 * Writes the commands for every operation of the contract, one file for each resource.
 *
 * Usage: node generate.ts [--out <folder>] [--from <bundle.json>]   default: src/generated, from the contract's bundle
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readCall, readContract } from '@testsigma-tms/spec/contract'
import { indexFile, resourceFile } from './generator/files.ts'
import { kebab } from './generator/kebab.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: resolve(import.meta.dirname, 'src/generated') },
    from: { type: 'string', default: fileURLToPath(import.meta.resolve('@testsigma-tms/spec/openapi.json')) },
  },
})

const contract = readContract(JSON.parse(await readFile(values.from, 'utf8')))
const calls = contract.operations.map((operation) => readCall(contract, operation))
const resources = [...Map.groupBy(calls, ({ sdk }) => sdk.resource)].sort(([one], [other]) => one.localeCompare(other))

// Removes everything first, so that the file of a resource that left the contract is deleted too.
await rm(values.out, { recursive: true, force: true })
await mkdir(values.out, { recursive: true })
await writeFile(resolve(values.out, 'index.ts'), indexFile(contract, resources))
for (const [resource, its] of resources) {
  await writeFile(resolve(values.out, `${kebab(resource)}.ts`), resourceFile(contract, its))
}

// Describes the program with the commands that were just written.
const { describeProgram } = await import('./src/describe-program.ts')
await writeFile(resolve(values.out, 'reference.json'), `${JSON.stringify(await describeProgram(), undefined, 2)}\n`)
