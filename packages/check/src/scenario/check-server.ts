import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProfileName } from '@testsigma-tms/server'
import type { Exchange } from '@testsigma-tms/spec/conformance'
import type { Finding, Outcome } from '../gate.ts'
import { scrubExchange } from '../scrub/scrub-exchange.ts'
import { Scrubber } from '../scrub/scrubber.ts'
import { Comparison, nameOf } from '../traffic/compare.ts'
import { repositoryContract } from '../traffic/contract.ts'
import { writeHar } from '../traffic/har.ts'
import { ADDRESS, recordServer } from './record.ts'

const PROFILES: readonly ProfileName[] = ['documented', 'observed']

const MEND = 'change the handler in packages/server/src, or the contract there; then `tms-drift server`'

/** Declared statuses that the local server never answers with, and why. */
const NEVER_ANSWERED: Readonly<Record<string, string>> = {
  'deleteStepGroup 204': 'the pages print a body with it; the server answers 200 with that body',
  'deleteTestRun 204': 'the pages print a body with it; the server answers 200 with that body',
}

/** Tells one story to the local server in both profiles, and holds what it answers against the contract. */
export async function checkServer(root: string, recordFolder?: string): Promise<Outcome> {
  const contract = await repositoryContract(root)
  const comparison = new Comparison(contract, [ADDRESS])
  const failures: Finding[] = []
  for (const profile of PROFILES) {
    const { exchanges, failure } = await recordServer(root, profile, comparison)
    for (const exchange of exchanges) await comparison.add(exchange)
    if (failure !== undefined) failures.push(brokenStory(profile, failure))
    if (recordFolder !== undefined) {
      await saveRecording(join(recordFolder, `${profile}.har`), exchanges, new Scrubber(contract.document))
    }
  }
  const { coverage } = comparison
  return {
    // A story that broke off has not come to most operations; naming each would hide why.
    findings: [
      ...failures,
      ...(await comparison.findings(MEND)),
      ...(failures.length > 0 ? [] : coverageFindings(comparison)),
    ],
    compared: { exchanges: comparison.compared, operations: coverage.operations, statuses: coverage.statuses },
  }
}

function brokenStory(profile: ProfileName, failure: string): Finding {
  return {
    where: { request: `the story in profile ${profile}` },
    expected: 'every call to succeed',
    got: failure,
    mend: MEND,
  }
}

/** Every operation with success, and every declared status but those that are known never to come. */
function coverageFindings({ coverage }: Comparison): Finding[] {
  const missing = coverage
    .missing()
    .filter(({ operation, status }) => !(`${operation.id} ${status}` in NEVER_ANSWERED))
    .map(({ operation, status }) => uncovered(`${nameOf(operation)} ${status}`, `an answer with the status ${status}`))
  const met = coverage
    .met()
    .filter((name) => name in NEVER_ANSWERED)
    .map((name) => ({
      where: { file: 'packages/drift/src/story/check-server.ts' },
      expected: `no answer as ${name}: ${NEVER_ANSWERED[name]}`,
      got: 'such an answer',
      mend: 'take it out of NEVER_ANSWERED',
    }))
  return [...missing, ...met]
}

function uncovered(request: string, expected: string): Finding {
  return {
    where: { request },
    expected,
    got: 'none, in neither profile',
    mend: 'add the call to packages/drift/src/story, or take the status out of the contract',
  }
}

async function saveRecording(file: string, exchanges: readonly Exchange[], scrubber: Scrubber): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true })
  const scrubbed: Exchange[] = []
  for (const exchange of exchanges) scrubbed.push(await scrubExchange(scrubber, exchange, ADDRESS))
  await writeFile(file, `${JSON.stringify(writeHar(scrubbed), null, 2)}\n`)
}
