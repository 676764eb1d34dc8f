import { attempt } from '../describe.ts'
import { type Scrub, scrubCause } from '../scrub.ts'

/** What a failure without a response says about the request. */
export interface Failure {
  readonly kind: 'connection' | 'timeout' | 'ended'
  /** In the runtime's words, without secrets, as all of these. */
  readonly reason: string
  readonly code: string | undefined
  readonly cause: unknown
  /** The API has certainly not got the whole request. */
  readonly isUnsent: boolean
  /** The next try would fail in the same way. */
  readonly isLasting: boolean
}

/** Node names the system call: no connection, so no request. Others have codes and words of their own for that. */
const NO_CONNECTION =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$/
const CONNECTING = ['connect', 'getaddrinfo']
/** Words of Deno, and of Node where the other side hangs up before TLS is agreed. */
const WHILE_CONNECTING = /client error \(Connect\)|before secure TLS connection was established/

/** The other side's certificate, or its refusal to speak TLS, is found out before anything else is sent. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|HOSTNAME_MISMATCH|UNKNOWN ISSUER/i
const NO_TLS =
  /^(EPROTO|ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNSUPPORTED_PROTOCOL|UNKNOWN_PROTOCOL|.*ALERT_(PROTOCOL_VERSION|HANDSHAKE_FAILURE)|.*UNRECOGNIZED_NAME))$/

/** What `fetch` refuses by itself: ports that are blocked, addresses that are none. */
const REFUSED_BY_FETCH =
  /bad port|unknown scheme|invalid url|failed to parse url|includes credentials|not a legal http/i

/** How many causes of causes are looked at. */
const DEEPEST = 8

interface RuntimeError {
  readonly code?: unknown
  readonly syscall?: unknown
  readonly message?: unknown
  readonly cause?: unknown
  readonly errors?: readonly unknown[]
  readonly socket?: { readonly bytesWritten?: unknown }
  /** What came instead of HTTP, for `fetch` and for `node:http`. */
  readonly data?: unknown
  readonly rawPacket?: unknown
}

/** A `fetch` that cannot work: no other try will end otherwise. */
export class FetchMisuse extends Error {
  readonly isUnsent: boolean

  constructor(message: string, { isUnsent, cause }: { readonly isUnsent: boolean; readonly cause?: unknown }) {
    super(message, cause === undefined ? undefined : { cause })
    this.isUnsent = isUnsent
  }
}

/** Decides by evidence what came of a request whose `fetch` has rejected; where there is none, it may have arrived. */
export function failureOf(thrown: unknown, scrub: Scrub): Failure {
  const evidence = attempt(() => evidenceOf(thrown, scrub)) ?? NO_EVIDENCE
  return { kind: 'connection', cause: scrubCause(thrown, scrub), ...evidence }
}

type Evidence = Omit<Failure, 'kind' | 'cause'>

const NO_EVIDENCE: Evidence = { reason: 'fetch failed', code: undefined, isUnsent: false, isLasting: false }

function evidenceOf(thrown: unknown, scrub: Scrub): Evidence {
  const errors = chainOf(thrown)
  // `fetch failed` says nothing; what lies beneath it (`ECONNREFUSED`) does.
  const { code: said, message } = errors[1] ?? errors[0] ?? {}
  const code = typeof said === 'string' ? scrub(said) : undefined
  const reason = code ?? scrub(wordsOf(message || thrown))
  if (thrown instanceof FetchMisuse) return { reason, code, isUnsent: thrown.isUnsent, isLasting: true }
  const isLasting = errors.some(willFailAgain)
  return { reason, code, isUnsent: isLasting || errors.some(isFromBefore), isLasting }
}

function wordsOf(thrown: unknown): string {
  return /^(object|function)$/.test(typeof thrown) && !(thrown instanceof Error) ? 'fetch failed' : String(thrown)
}

function willFailAgain({ code, message, data, rawPacket }: RuntimeError): boolean {
  return (
    CERTIFICATE.test(wordsOf(code)) ||
    NO_TLS.test(wordsOf(code)) ||
    code === 'ERR_INVALID_URL' ||
    REFUSED_BY_FETCH.test(wordsOf(message)) ||
    isTlsAlert(data) ||
    isTlsAlert(rawPacket)
  )
}

/** A TLS port tells a client without TLS so, with a record of type 21 of version 3. */
function isTlsAlert(received: unknown): boolean {
  const start = typeof received === 'string' ? [received.charCodeAt(0), received.charCodeAt(1)] : Object(received)
  return start[0] === 21 && start[1] === 3
}

/** Whether it failed before the whole request was written. */
function isFromBefore({ code, syscall, message, socket }: RuntimeError): boolean {
  return (
    NO_CONNECTION.test(wordsOf(code)) ||
    CONNECTING.includes(wordsOf(syscall)) ||
    WHILE_CONNECTING.test(wordsOf(message)) ||
    (code === 'EPIPE' && syscall === 'write') ||
    socket?.bytesWritten === 0
  )
}

/** An error, its cause, the cause of that, and the first of several. */
function chainOf(error: unknown, depth = 0): RuntimeError[] {
  if (typeof error !== 'object' || error === null || depth === DEEPEST) return []
  const { cause, errors } = error as RuntimeError
  return [error, ...chainOf(cause ?? errors?.[0], depth + 1)]
}
