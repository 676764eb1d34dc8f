import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding, Outcome } from '@testsigma-tms/drift/report'
import { Scrubber, scrubExchange } from '@testsigma-tms/drift/scrub'
import { Comparison, nameOf, repositoryContract, writeHar } from '@testsigma-tms/drift/traffic'
import type { ProfileName } from '@testsigma-tms/server'
import type { Exchange } from '@testsigma-tms/spec/conformance'
import { ADDRESS, recordServer } from './record.ts'

const PROFILES: readonly ProfileName[] = ['documented', 'observed']

const FIX = 'change the handler in packages/server/src, or the contract there; then `tms-check server`'

/** Declared statuses that the local server never sends, with the reasons. */
const NEVER_SENT: Readonly<Record<string, string>> = {
  'deleteStepGroup 204': 'the documentation shows a body with it; the server returns 200 with that body',
  'deleteTestRun 204': 'the documentation shows a body with it; the server returns 200 with that body',
}

/** Runs the scenario on the local server in both profiles, and compares the responses with the contract. */
export async function checkServer(root: string, recordFolder?: string): Promise<Outcome> {
  const contract = await repositoryContract(root)
  const comparison = new Comparison(contract, [ADDRESS])
  const failures: Finding[] = []
  for (const profile of PROFILES) {
    const { exchanges, failure } = await recordServer(root, profile, comparison)
    for (const exchange of exchanges) await comparison.add(exchange)
    if (failure !== undefined) failures.push(brokenScenario(profile, failure))
    if (recordFolder !== undefined) {
      await saveRecording(join(recordFolder, `${profile}.har`), exchanges, new Scrubber(contract))
    }
  }
  const { coverage } = comparison
  return {
    // An incomplete scenario leaves most operations uncovered; listing them would hide the cause.
    findings: [
      ...failures,
      ...(await comparison.findings(FIX)),
      ...(failures.length > 0 ? [] : coverageFindings(comparison)),
    ],
    compared: { exchanges: comparison.compared, operations: coverage.operations, statuses: coverage.statuses },
  }
}

function brokenScenario(profile: ProfileName, failure: string): Finding {
  return {
    where: { request: `the scenario in profile ${profile}` },
    expected: 'every call to succeed',
    got: failure,
    fix: FIX,
  }
}

/** Checks that every operation succeeded, and that every declared status occurred, except the known exceptions. */
function coverageFindings({ coverage }: Comparison): Finding[] {
  const missing = coverage
    .missing()
    .filter(({ operation, status }) => !(`${operation.id} ${status}` in NEVER_SENT))
    .map(({ operation, status }) => uncovered(`${nameOf(operation)} ${status}`, `a response with the status ${status}`))
  const met = coverage
    .met()
    .filter((name) => name in NEVER_SENT)
    .map((name) => ({
      where: { file: 'packages/check/src/scenario/check-server.ts' },
      expected: `no response as ${name}: ${NEVER_SENT[name]}`,
      got: 'such a response',
      fix: 'take it out of NEVER_SENT',
    }))
  return [...missing, ...met]
}

function uncovered(request: string, expected: string): Finding {
  return {
    where: { request },
    expected,
    got: 'none, in neither profile',
    fix: 'add the call to packages/check/src/scenario, or take the status out of the contract',
  }
}

async function saveRecording(file: string, exchanges: readonly Exchange[], scrubber: Scrubber): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true })
  const scrubbed: Exchange[] = []
  for (const exchange of exchanges) scrubbed.push(await scrubExchange(scrubber, exchange, ADDRESS))
  await writeFile(file, `${JSON.stringify(writeHar(scrubbed), null, 2)}\n`)
}
