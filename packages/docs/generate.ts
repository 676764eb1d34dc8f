/**
 * Writes the code samples of every operation, and the contradictions as data for the site.
 *
 * Usage: node generate.ts [--out <folder>]      default: src/generated
 */
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { contract } from './src/contract.ts'
import { makeSamples } from './src/samples/sample.ts'
import { replaceSamples } from './src/samples/write.ts'
import { readDifferences } from './src/site/read-differences.ts'

const { values } = parseArgs({
  options: { out: { type: 'string', default: resolve(import.meta.dirname, 'src/generated') } },
})

await replaceSamples(values.out, makeSamples(contract))

const evidence = new URL('evidence/README.md', import.meta.resolve('@testsigma-tms/spec/package.json'))
const differences = readDifferences(await readFile(evidence, 'utf8'))
await writeFile(resolve(values.out, 'differences.json'), `${JSON.stringify(differences, null, 2)}\n`)
