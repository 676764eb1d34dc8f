import type { Json } from '@testsigma-tms/spec/contract'
import { hostOf, isLoopback, type WrongPath } from './base-url.ts'
import { messageOf } from './refusals.ts'
import { type Failure, type Outcome, type ReceivedResponse, timeout } from './send.ts'

export interface Explanation {
  /** What happened, in one sentence. */
  title: string
  /** Suggestions, the most likely first. */
  advice: string[]
  /** Whether to link to the guide about keys. */
  isAboutKeys: boolean
}

export interface Circumstances {
  baseUrl: string
  /** The problem with the base URL's path. */
  wrongPath?: WrongPath | undefined
  method: string
  hadKey: boolean
  /** Origin of the page. */
  origin: string
  /** The contract's description of each status. */
  responses: Record<string, string>
  /** Whether the API's messages are shown at the inputs that they name. */
  isPlaced: boolean
}

const startIt = 'Start the local server: npx -y pnpm@12 start'
const useCurl = 'Send the curl command below instead: only browsers apply CORS.'

/** Explains an outcome and suggests what to do; undefined for a success that needs no explanation. */
export function explain(outcome: Outcome, response: Json | undefined, about: Circumstances): Explanation | undefined {
  if (outcome.kind === 'response') return explainResponse(outcome, response, about)
  const { title, advice } = failures[outcome.kind](about)
  return { title, advice: [...advice, ...doubt(outcome, about)], isAboutKeys: false }
}

const failures: Record<Failure['kind'], (about: Circumstances) => Omit<Explanation, 'isAboutKeys'>> = {
  cancelled: () => ({ title: 'You cancelled the request.', advice: [] }),
  late: ({ baseUrl }) => ({
    title: `${hostOf(baseUrl)} did not respond within ${timeout / 1000} seconds, so the request was cancelled.`,
    advice: ['Send it again, or check the server.'],
  }),
  redirected: ({ baseUrl }) => ({
    title: `${hostOf(baseUrl)} responded with a redirect, which was not followed: it may lead to another host.`,
    advice: [
      ...withTls(baseUrl),
      'Choose the host that responds without a redirect as the base URL: the documented one redirects to the observed one.',
    ],
  }),
  interrupted: () => ({
    title: 'The connection was lost before the response was complete.',
    advice: ['Send the request again.'],
  }),
  refused: ({ baseUrl, origin, wrongPath }) =>
    wrongPath !== undefined
      ? explainPath(baseUrl, wrongPath)
      : {
          title: `${hostOf(baseUrl)} responds, but the browser does not let this page read it: the server does not allow pages of ${origin} (CORS).`,
          advice: [
            ...withTls(baseUrl),
            useCurl,
            isLoopback(baseUrl)
              ? `Start the local server so that it allows this page: npx -y pnpm@12 start --cors ${origin === 'null' ? "'*'" : origin}`
              : 'Or choose the local server as the base URL. A key makes no difference: the browser checks before it sends one.',
          ],
        },
  unreachable: ({ baseUrl }) => ({
    title: `Nothing responds at ${hostOf(baseUrl)}.`,
    advice: isLoopback(baseUrl)
      ? [
          ...withoutTls(baseUrl),
          `${startIt}. It may have been stopped.`,
          'If your browser asks whether this page may reach your machine, allow it.',
        ]
      : ['Check the address for mistakes.', `Check that ${hostOf(baseUrl)} can be reached from this network.`],
  }),
  offline: () => ({ title: 'This browser is offline.', advice: ['Connect it to the network and send again.'] }),
  insecure: ({ baseUrl }) => ({
    title: `The browser blocks requests from this page, which was loaded over https, to ${hostOf(baseUrl)} over http (mixed content).`,
    advice: ['Use an https address as the base URL.', useCurl],
  }),
}

function explainPath(baseUrl: string, { expected, goesOn, meant }: WrongPath): Pick<Explanation, 'title' | 'advice'> {
  const what = goesOn ? `continues after ${expected}` : `lacks ${expected}`
  return {
    title: `The base URL ${what}, so ${hostOf(baseUrl)} has no operation at this address.`,
    advice: [`Use ${meant} as the base URL.`],
  }
}

/** Public hosts use https, and at best redirect from http. */
function withTls(baseUrl: string): string[] {
  const isPlain = new URL(baseUrl).protocol === 'http:' && !isLoopback(baseUrl)
  return isPlain ? [`Use ${baseUrl.replace(/^http:/i, 'https:')} as the base URL: with https.`] : []
}

function withoutTls(baseUrl: string): string[] {
  const isEncrypted = new URL(baseUrl).protocol === 'https:'
  return isEncrypted
    ? [`Use ${baseUrl.replace(/^https:/i, 'http:')} as the base URL: the local server speaks http, not https.`]
    : []
}

function doubt({ kind }: Failure, { method }: Circumstances): string[] {
  const mayHaveHappened = ['cancelled', 'late', 'interrupted', 'unreachable'].includes(kind) && method !== 'GET'
  return mayHaveHappened ? ['The server may have processed it: check before you send it again.'] : []
}

function explainResponse(
  { status }: ReceivedResponse,
  response: Json | undefined,
  about: Circumstances,
): Explanation | undefined {
  if (about.wrongPath !== undefined && (status >= 400 || response === undefined))
    return { ...explainPath(about.baseUrl, about.wrongPath), isAboutKeys: false }
  if (status < 300) return undefined
  const message = messageOf(response)
  const says = message && !about.isPlaced ? `: ${message}` : ''
  if (status === 401) return { title: explainRefusedKey(about), advice: adviceOnKeys(about), isAboutKeys: true }
  if (message === 'rate limit exceeded' || status === 429) {
    const title = 'Too many requests: a key may send about ten a second. The API reports this as status 500.'
    return { title, advice: ['Wait a second and send it again.'], isAboutKeys: false }
  }
  const meaning = about.responses[status] ?? `The contract does not declare status ${status} for this operation.`
  return { title: `Status ${status}${says}`, advice: [meaning, adviceOn(status)], isAboutKeys: false }
}

function adviceOn(status: number): string {
  if (status >= 500)
    return 'Send it again. If the error persists, quote the x-request-id header to the operator of the server.'
  return advices[status] ?? 'Look at the body below.'
}

const advices: Record<number, string> = {
  400: 'Correct the fields that are named and send again.',
  403: 'This key is not permitted to do that: use the key of a user who is.',
  404: 'Check the ids in the path and in the body: a list operation shows which ones exist.',
  422: 'Correct the fields that are named and send again.',
}

function explainRefusedKey({ hadKey, baseUrl }: Circumstances): string {
  return hadKey
    ? `${hostOf(baseUrl)} does not know this API key.`
    : `${hostOf(baseUrl)} requires an API key, but none was sent.`
}

function adviceOnKeys({ baseUrl }: Circumstances): string[] {
  return [keySource(baseUrl), 'Paste it into the field “API key” and send again.']
}

/** Explains where to get a key for a base URL. */
export function keySource(baseUrl: string): string {
  return isLoopback(baseUrl)
    ? 'The local server prints a key when it starts, after “Key”; its command “keys create” makes another.'
    : 'Generate a key in the Testsigma application under Settings → API Keys.'
}
