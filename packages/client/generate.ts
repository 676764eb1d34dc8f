/**
 * Generates the client's methods, one file for each resource of the contract.
 *
 * Usage: node generate.ts [--out <folder>] [--from <bundle.json>]   default: src/generated, from the contract's bundle
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readContract } from '@testsigma-tms/spec/contract'
import { resourceFileName, resourcesFile, serversFile, typesFile } from './generator/index-files.ts'
import { callsByResource } from './generator/method.ts'
import { operationsFile } from './generator/operation-table.ts'
import { resourceFile } from './generator/resource-file.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: resolve(import.meta.dirname, 'src/generated') },
    from: { type: 'string', default: fileURLToPath(import.meta.resolve('@testsigma-tms/spec/openapi.json')) },
  },
})

const contract = readContract(JSON.parse(await readFile(values.from, 'utf8')))
const resources = callsByResource(contract)

const files = new Map([
  ['operations.ts', operationsFile(resources)],
  ['resources.ts', resourcesFile([...resources.keys()])],
  ['servers.ts', serversFile(contract)],
  ['types.ts', typesFile(contract, resources)],
  ...[...resources].map(
    ([resource, calls]) => [resourceFileName(resource), resourceFile(contract, resource, calls)] as const,
  ),
])

// Deletes the files of resources that are no longer in the contract.
await rm(values.out, { recursive: true, force: true })
await mkdir(values.out, { recursive: true })
for (const [name, text] of files) await writeFile(resolve(values.out, name), text)
