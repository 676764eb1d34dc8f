import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Release, rehearse } from '../../rehearsal/rehearse.ts'
import { inCopy } from '../../release/copy.ts'
import { ROOT } from '../../run.ts'
import { type Registry, startRegistry } from './registry.ts'

let registry: Registry
let releases: readonly Release[]

beforeAll(async () => {
  registry = await startRegistry()
  Object.assign(process.env, registry.env)
  releases = await inCopy(ROOT, (copy) => rehearse(copy, registry))
}, 600_000)

afterAll(() => registry?.close())

const all = ['users.ts', 'plans.ts', 'runs.ts']

test.each<[change: string, contract: string, packages: string, inRange: string, newest: readonly string[]]>([
  ['the first release', '+0', '+0', '+0', all],
  ['an addition', '+1', '+1', '+1', all],
  // It breaks code, but not requests: a minor version of the packages, which is outside the range.
  ['a renamed method', '+2', 'minor 1', '+1', ['users.ts', 'runs.ts']],
  ['a deprecation', '+3', 'minor 1 +1', '+1', ['users.ts', 'runs.ts']],
  ['a removal after its sunset', '+4', 'minor 2', '+1', ['users.ts']],
])('%s: contract %s, packages %s, a consumer on ^ gets %s', (change, contract, packages, inRange, newest) => {
  const [first] = releases
  if (first === undefined) throw new Error('Nothing was released')
  expect(releases.find((release) => release.change === change)).toMatchObject({
    contract: after(first.contract, contract),
    packages: after(first.packages, packages),
    inRange: { version: after(first.packages, inRange), compiles: all },
    newest: { version: after(first.packages, packages), compiles: newest },
  })
})

/** A later version: `+2` is two patches, `minor 1 +1` a minor version and a patch. */
function after(version: string, change: string): string {
  const [major, minor, patch] = version.split('.').map(Number)
  const [, minors, patches = 0] = /^(?:minor (\d+))? ?(?:\+(\d+))?$/.exec(change) ?? []
  if (minors === undefined) return `${major}.${minor}.${Number(patch) + Number(patches)}`
  return `${major}.${Number(minor) + Number(minors)}.${Number(patches)}`
}

test.each<[change: string, ...lines: string[]]>([
  ['an addition', '### Added', '`User`: field `nickname` added'],
  ['a renamed method', '### Breaking', 'Call `tms.testPlans.finish()` instead of `tms.testPlans.complete()`'],
  ['a deprecation', '### Deprecated', '2027-06-30. Use `getTestPlan` instead'],
  ['a removal after its sunset', '### Breaking', 'Use `getTestPlan` instead of `tms.testPlans.listRuns()`'],
])('the changelog of %s says what to do', (change, ...lines) => {
  const notes = releases.find((release) => release.change === change)?.notes
  for (const line of lines) expect(notes).toContain(line)
})
