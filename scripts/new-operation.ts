/**
 * Scaffolds a new operation in contract, evidence and server; see `--help`.
 *
 * Usage: node scripts/new-operation.ts <operationId> <method> <path> --sdk <resource>.<method> --entity <Schema>
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readOptions, USAGE, UsageError } from './new-operation/options.ts'
import { planOperation } from './new-operation/plan.ts'
import { ROOT, run } from './run.ts'

try {
  const options = readOptions(process.argv.slice(2), new Date().toISOString().slice(0, 10))
  if (options === undefined) console.log(USAGE)
  else await scaffold(options.operation, options.dryRun)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(`${error.message}\npnpm new:operation --help explains.`)
  process.exitCode = 2
}

async function scaffold(operation: Parameters<typeof planOperation>[1], dryRun: boolean): Promise<void> {
  const files = planOperation(ROOT, operation)
  for (const [file, text] of files) {
    const path = join(ROOT, file)
    console.log(`${existsSync(path) ? 'changed' : 'new    '}  ${file}`)
    if (dryRun) continue
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  if (dryRun) return
  const sources = [...files.keys()].filter((file) => file.endsWith('.ts'))
  const formatted = await run('biome', ['check', '--write', ...sources])
  if (formatted.code !== 0) throw new Error(formatted.output)
  console.log(`
Next:
  1. pnpm lint        lists every TODO in the contract; the evidence has one for its source
  2. pnpm generate    writes bundle, types, client and docs
  3. write the handler, until packages/server/test/${testOf(files)} passes
  4. pnpm check       says which call packages/check/src/scenario still lacks`)
}

function testOf(files: ReadonlyMap<string, string>): string {
  return (
    [...files.keys()]
      .find((file) => file.startsWith('packages/server/test/'))
      ?.split('/')
      .at(-1) ?? ''
  )
}
