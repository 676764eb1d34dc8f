import { type EntryFacts, entry, har, label, labels } from '../../../drift/test/hars.ts'
import { type Mutant, replace } from '../mutant.ts'

const HANDLERS = 'packages/server/src/handlers'
const ERRORS = 'packages/server/src/http/errors.ts'
const RECORDING = 'mutant.har'

/** A local server or recorded traffic that disagrees with the contract, and checks without input. */
export const driftMutants: readonly Mutant[] = [
  server('a status that is not declared', replace(`${HANDLERS}/folders.ts`, 'status: 201', 'status: 202')),
  server(
    'a value of the wrong format',
    replace(`${HANDLERS}/users.ts`, 'profile.user)', "(row) => ({ ...profile.user(row), email: 'nobody' }))"),
  ),
  server(
    'a missing field',
    replace(`${HANDLERS}/users.ts`, 'profile.user)', '(row) => ({ ...profile.user(row), email: undefined }))'),
  ),
  server(
    'a header that is not declared',
    replace('packages/server/src/http/app.ts', /'x-request-id'/g, "'x-request-number'"),
  ),
  server(
    'a header of the wrong type',
    replace('packages/server/src/http/rate-limit.ts', "'x-tms-api-limit', perSecond", "'x-tms-api-limit', 'ten'"),
  ),
  server('403 instead of 401', replace(ERRORS, 'new ApiError(401', 'new ApiError(403')),
  server('409 instead of 422', replace(ERRORS, 'detailed(422', 'detailed(409')),
  server('another envelope', replace(`${HANDLERS}/folders.ts`, /data: \{ folder: /g, 'data: { directory: ')),
  {
    ...server('an operation without a handler', (copy) => copy.delete(`${HANDLERS}/labels.ts`)),
    verdict: 'could not check',
  },

  traffic('an undeclared status', { status: 418 }),
  traffic('an undeclared field', { body: { ...labels, data: { labels: [{ ...label, colour: 'red' }] } } }),
  traffic('a missing field', { body: { ...labels, data: { labels: [{ ...label, name: undefined }] } } }),
  traffic('a value of the wrong type', { body: { ...labels, data: { labels: [{ ...label, name: 7 }] } } }),
  traffic('another content type', { type: 'text/html' }),
  traffic('an undeclared header', { responseHeaders: [{ name: 'x-tms-api-quota', value: '10' }] }),
  traffic('an operation that the contract does not have', { url: '/teams' }),
  traffic('a truncated body', { content: { mimeType: 'application/json', text: '{"message":', size: 11 } }),
  recording('a recording of nothing', har()),
  recording('a recording of foreign traffic', har(entry({ url: 'https://cdn.example/logo.svg' }))),
  recording('a recording that is not HAR', { log: 'none' }),
  {
    name: 'a server that does not run',
    gate: 'live',
    command: ['tms-drift', 'live', '--base-url', 'http://127.0.0.1:9/api/v1', '--api-key-env', 'PATH'],
    verdict: 'could not check',
    apply: async () => {},
  },
]

function server(name: string, apply: Mutant['apply']): Mutant {
  return { name, gate: 'server', apply }
}

function traffic(name: string, facts: EntryFacts): Mutant {
  return { ...recording(name, har(entry(), entry(facts))), verdict: 'findings' }
}

function recording(name: string, content: object): Mutant {
  const apply: Mutant['apply'] = (copy) => copy.write(RECORDING, JSON.stringify(content))
  return { name, gate: 'traffic', command: ['tms-drift', 'traffic', RECORDING], verdict: 'could not check', apply }
}
