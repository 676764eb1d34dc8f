/**
 * Rehearses five releases in a copy of the repository, with a local registry: the first release, an addition, a renamed
 * method, a deprecation, and a removal after its sunset. After each release, one consumer upgrades within its `^`
 * range, and another one to the newest version. The table shows their versions, and which of their files still compile.
 *
 * Usage: pnpm rehearse                                   takes two minutes
 */
import { rehearse } from './rehearsal/rehearse.ts'
import { table } from './rehearsal/table.ts'
import { inCopy } from './release/copy.ts'
import { ROOT } from './run.ts'
import { startRegistry } from './test/soak/registry.ts'

const registry = await startRegistry()
Object.assign(process.env, registry.env)
try {
  const releases = await inCopy(ROOT, (copy) => rehearse(copy, registry))
  console.log(table(releases))
  for (const { change, notes } of releases.slice(1)) console.log(`\n--- after ${change} ---\n\n${notes}`)
} finally {
  await registry.close()
}
