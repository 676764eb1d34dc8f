/**
 * Prints Redocly's score of the bundle. Fails if it is below `--least`.
 *
 * Usage: node score.ts [--least <score>]      default: 0
 */
import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { REDOCLY, REDOCLY_ENV } from './redocly.ts'

const { values } = parseArgs({ options: { least: { type: 'string', default: '0' } } })

interface Score {
  agentReadiness: number
  discoverability: number
  subscores: Record<string, number>
}

const report = execFileSync(process.execPath, [REDOCLY, 'score', 'dist/openapi.yaml', '--format', 'json'], {
  cwd: import.meta.dirname,
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
  env: REDOCLY_ENV,
})
const { agentReadiness, discoverability, subscores } = JSON.parse(report) as Score

for (const [name, value] of Object.entries({ ...subscores, discoverability: discoverability / 100 })) {
  console.log(`${(value * 100).toFixed(1).padStart(6)}  ${name}`)
}
console.log(`${agentReadiness.toFixed(1).padStart(6)}  total`)

if (agentReadiness < Number(values.least)) {
  console.error(`Expected a score of at least ${values.least}. Got ${agentReadiness}. Fix: see the lowest lines above.`)
  process.exitCode = 1
}
