/**
 * Writes the code samples of every operation in the contract.
 *
 * Usage: node generate.ts [--out <folder>]      default: src/generated
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { contract } from './src/contract.ts'
import { makeSamples } from './src/samples/sample.ts'
import { replaceSamples } from './src/samples/write.ts'

const { values } = parseArgs({
  options: { out: { type: 'string', default: resolve(import.meta.dirname, 'src/generated') } },
})

await replaceSamples(values.out, makeSamples(contract))
