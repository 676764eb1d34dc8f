import { TestsigmaError, UsageError } from '@testsigma-tms/client'
import { type GlobalOptions, readSettings, type Settings } from '../configuration/settings.ts'
import { connect } from '../connection/connect.ts'
import { proxyFetch, proxyOf } from '../connection/proxy.ts'
import { describeError, withHint } from '../describe-error.ts'
import { CommandError, type ExitCode, exitCodes } from '../exit-codes.ts'
import { documentedAddress } from '../generated/index.ts'
import { all, Names } from '../names/names.ts'
import { painter } from '../output/colours.ts'
import { type Terminal, write } from '../terminal.ts'

/** The result of one check. */
export interface Finding {
  readonly check: string
  readonly state: 'ok' | 'warning' | 'problem'
  readonly text: string
}

export interface DoctorOptions extends GlobalOptions {
  readonly json?: boolean
}

const patience = 10_000
/** Tolerated clock difference, in seconds. */
const mostSkew = 60

/** `tms doctor`: checks everything between this machine and the API, step by step. */
export async function examine(terminal: Terminal, options: DoctorOptions): Promise<ExitCode> {
  const findings: Finding[] = []
  for await (const finding of check(terminal, options)) {
    findings.push(finding)
    if (!options.json) await write(terminal, lineOf(finding, terminal))
  }
  if (options.json) await write(terminal, `${JSON.stringify(findings, undefined, 2)}\n`)
  return findings.some(({ state }) => state === 'problem') ? exitCodes.failed : exitCodes.done
}

function lineOf({ check, state, text }: Finding, { stdout, env }: Terminal): string {
  const paint = painter(stdout, env)
  const label = { ok: paint('green', 'ok'), warning: paint('yellow', 'warning'), problem: paint('red', 'problem') }[
    state
  ]
  return `${label}  ${check}: ${text}\n`
}

async function* check(terminal: Terminal, options: DoctorOptions): AsyncGenerator<Finding> {
  yield ok('program', `tms on Node ${process.versions.node}`)
  let settings: Settings
  try {
    settings = await readSettings(terminal, options)
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    yield { check: 'configuration', state: 'problem', text: error.message }
    return
  }
  const { keySource, file } = settings
  yield ok('configuration', file.path ?? 'flags and variables alone, no .tms.json')
  yield ok('key', `from ${keySource}`)
  try {
    yield ok('proxy', proxyOf(terminal.env) ?? 'none')
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    yield { check: 'proxy', state: 'problem', text: error.message }
    return
  }
  const patient = { ...settings, timeout: settings.timeout ?? patience }
  const reached = await reach(terminal, patient)
  yield* 'findings' in reached ? reached.findings : [reached]
  if ('findings' in reached && reached.isUsable) yield* permissions(terminal, patient)
}

type Reached = Finding | { readonly findings: readonly Finding[]; readonly isUsable: boolean }

/** Sends one request without following redirects, so that they can be reported. */
async function reach(terminal: Terminal, settings: Settings & { timeout: number }): Promise<Reached> {
  const { baseUrl = documentedAddress, apiKey, timeout } = settings
  const request = terminal.fetch ?? (await proxyFetch(terminal.env)) ?? fetch
  const address = `${baseUrl.replace(/\/+$/, '')}/users?page_size=1`
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(new Error(`no response within ${timeout / 1000} s`)), timeout)
  const interrupt = () => abort.abort(terminal.signal.reason)
  terminal.signal.addEventListener('abort', interrupt)
  try {
    // `connect` throws for a base URL to which the key must not be sent.
    await connect(terminal, settings)
    const response = await request(address, {
      method: 'GET',
      redirect: 'manual',
      signal: abort.signal,
      headers: { Authorization: `Bearer ${apiKey}` },
    })
    // Status and headers are enough here; the client reads bodies in later requests.
    abort.abort()
    return {
      findings: [...respondedFindings(response, baseUrl)],
      isUsable: response.status < 400 || response.status >= 500,
    }
  } catch (error) {
    terminal.signal.throwIfAborted()
    if (error instanceof UsageError) return { check: 'address', state: 'problem', text: describeError(error).message }
    const { cause, message } = error as Error & { cause?: { code?: string; message?: string } }
    return {
      check: 'address',
      state: 'problem',
      text: `${baseUrl} cannot be reached: ${cause?.code ?? cause?.message ?? message}. Check --base-url, the network and the proxy.`,
    }
  } finally {
    clearTimeout(timer)
    terminal.signal.removeEventListener('abort', interrupt)
  }
}

interface Responded {
  readonly status: number
  readonly headers: { get(name: string): string | null }
}

function* respondedFindings({ status, headers }: Responded, baseUrl: string): Generator<Finding> {
  const location = headers.get('location')
  if (status >= 300 && status < 400) {
    const target =
      location && URL.canParse(location, baseUrl) ? new URL(location, baseUrl).origin : 'an unknown address'
    yield {
      check: 'address',
      state: 'warning',
      text: `${baseUrl} has moved to ${target}. Set TESTSIGMA_BASE_URL to save a request each time; curl and Python drop the key on redirects.`,
    }
  } else if (status === 401 || status === 403) {
    yield ok('address', baseUrl)
    yield { check: 'key', state: 'problem', text: `${status}: it may be revoked, or for another account` }
  } else if (status === 404) {
    yield { check: 'address', state: 'problem', text: `${baseUrl} returns 404. Does the address end with /api/v1?` }
  } else if (status >= 500) {
    yield { check: 'address', state: 'warning', text: `${baseUrl} responded with ${status}` }
  } else yield ok('address', baseUrl)
  yield* clockFinding(headers.get('date'))
  const limit = headers.get('x-tms-api-limit')
  const remaining = headers.get('x-tms-api-remaining')
  yield ok(
    'rate limit',
    limit
      ? `${limit} a second${remaining ? `, ${remaining} left` : ''}`
      : 'not stated; tms sends at most 10 requests a second unless --rate is set',
  )
}

function* clockFinding(date: string | null): Generator<Finding> {
  const there = Date.parse(date ?? '')
  if (Number.isNaN(there)) return
  const skew = Math.round((Date.now() - there) / 1000)
  if (Math.abs(skew) <= mostSkew) yield ok('clock', 'right')
  else
    yield {
      check: 'clock',
      state: 'warning',
      text: `this machine is ${Math.abs(skew)} s ${skew > 0 ? 'ahead' : 'behind'}`,
    }
}

async function* permissions(terminal: Terminal, settings: Settings): AsyncGenerator<Finding> {
  const tms = await connect(terminal, settings, { retry: false })
  const { signal } = terminal
  try {
    const projects = await all(tms.projects.list({ page_size: 100 }, { signal }))
    const names = projects.slice(0, 10).map((project) => `${project.human_id_prefix} (${project.name})`)
    const rest = projects.length > names.length ? `, and ${projects.length - names.length} more` : ''
    yield projects.length > 0
      ? ok('projects', names.join(', ') + rest)
      : { check: 'projects', state: 'warning', text: 'the key can see none' }
    if (settings.project === undefined)
      yield { check: 'project', state: 'warning', text: 'none is set; give --project or set TESTSIGMA_PROJECT' }
    else yield ok('project', `${settings.project} is ${await new Names(tms, signal).project(settings.project)}`)
  } catch (error) {
    if (!(error instanceof TestsigmaError || error instanceof CommandError)) throw error
    yield {
      check: 'project',
      state: 'problem',
      text: error instanceof TestsigmaError ? withHint(error) : error.message,
    }
  }
}

function ok(check: string, text: string): Finding {
  return { check, state: 'ok', text }
}
