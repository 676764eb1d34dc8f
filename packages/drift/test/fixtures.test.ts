import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { checkTraffic, ownContract, readRecordings } from '../src/index.ts'

const FIXTURES = resolve(import.meta.dirname, 'fixtures')
const contract = await ownContract()

/** Chromium does not hand a form with a file to those who record. */
const UPLOAD = /1 requests without a response \(cancelled\).* 1 request bodies \(forms\) were not recorded/

/** Recorded with the tools themselves, from a local server; those in `shapes` are written as the tool writes. */
const RECORDINGS: Readonly<Record<string, { exchanges: number; notes?: RegExp }>> = {
  'mitmproxy/recorded.har': { exchanges: 5 },
  'newman/report.json': { exchanges: 3, notes: /^1 foreign exchanges were left out: http:\/\/127\.0\.0\.1:9 1\.$/ },
  'playwright-attach': { exchanges: 4, notes: UPLOAD },
  'playwright-embed': { exchanges: 4, notes: UPLOAD },
  'playwright-zip': { exchanges: 4, notes: UPLOAD },
  'shapes/charles.har': { exchanges: 2 },
  'shapes/chrome.har': { exchanges: 2, notes: /\(OPTIONS\) 1, wss:.*\(cancelled\).*1 responses with 1xx, 304 or 206/ },
  'shapes/fiddler.har': { exchanges: 1 },
  'shapes/firefox.har': { exchanges: 2, notes: /1 requests without a response \(cancelled\)/ },
  'shapes/insomnia.har': { exchanges: 2 },
  'shapes/safari.har': { exchanges: 1, notes: /1 requests without a response \(cancelled\)/ },
}

it.each(Object.entries(RECORDINGS))('%s', async (name, { exchanges, notes }) => {
  const outcome = await checkTraffic(contract, contract.addresses, readRecordings(resolve(FIXTURES, name)))

  expect(outcome.findings).toEqual([])
  expect(outcome.compared.exchanges).toBe(exchanges)
  expect(outcome.incomplete).toBeUndefined()
  if (notes) expect(outcome.notes?.join(' ')).toMatch(notes)
})

it('none is forgotten', () => {
  const folders = readdirSync(FIXTURES)
  const named = Object.keys(RECORDINGS).map((name) => name.split('/')[0])

  expect(folders.filter((folder) => !named.includes(folder))).toEqual([])
  expect(
    readdirSync(resolve(FIXTURES, 'shapes'))
      .map((file) => `shapes/${file}`)
      .filter((name) => !(name in RECORDINGS)),
  ).toEqual([])
})
