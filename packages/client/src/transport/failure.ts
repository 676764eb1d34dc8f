import { attempt } from '../describe.ts'
import { type Scrub, scrubCause } from '../scrub.ts'

/** Facts about a failure without a response. */
export interface Failure {
  readonly kind: 'connection' | 'timeout' | 'ended'
  /** The runtime's message. Secrets are removed from it, and from `code` and `cause`. */
  readonly reason: string
  readonly code: string | undefined
  readonly cause: unknown
  /** The API certainly did not receive the whole request. */
  readonly isUnsent: boolean
  /** Another attempt would fail in the same way. */
  readonly isLasting: boolean
}

/**
 * Node names the system call; one of these means that there was no connection, so no request. Other runtimes have their
 * own codes and messages.
 */
const NO_CONNECTION =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$/
const CONNECTING = ['connect', 'getaddrinfo']
/** Messages of Deno, and of Node if the server closes the connection during the TLS handshake. */
const WHILE_CONNECTING = /client error \(Connect\)|before secure TLS connection was established/

/** An invalid certificate or a server without TLS is detected before anything else is sent. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|HOSTNAME_MISMATCH|UNKNOWN ISSUER/i
const NO_TLS =
  /^(EPROTO|ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNSUPPORTED_PROTOCOL|UNKNOWN_PROTOCOL|.*ALERT_(PROTOCOL_VERSION|HANDSHAKE_FAILURE)|.*UNRECOGNIZED_NAME))$/

/** Errors of `fetch` itself: blocked ports and invalid URLs. */
const REFUSED_BY_FETCH =
  /bad port|unknown scheme|invalid url|failed to parse url|includes credentials|not a legal http/i

/** How many nested causes are examined. */
const DEEPEST = 8

interface RuntimeError {
  readonly code?: unknown
  readonly syscall?: unknown
  readonly message?: unknown
  readonly cause?: unknown
  readonly errors?: readonly unknown[]
  readonly socket?: { readonly bytesWritten?: unknown }
  /** The bytes that were received instead of HTTP, as `fetch` and `node:http` name them. */
  readonly data?: unknown
  readonly rawPacket?: unknown
}

/** A `fetch` that cannot work, so that another attempt would fail too. */
export class FetchMisuse extends Error {
  readonly isUnsent: boolean

  constructor(message: string, { isUnsent, cause }: { readonly isUnsent: boolean; readonly cause?: unknown }) {
    super(message, cause === undefined ? undefined : { cause })
    this.isUnsent = isUnsent
  }
}

/** Decides whether a request was sent, after its `fetch` has rejected. Without evidence, it may have been. */
export function failureOf(thrown: unknown, scrub: Scrub): Failure {
  const evidence = attempt(() => evidenceOf(thrown, scrub)) ?? NO_EVIDENCE
  return { kind: 'connection', cause: scrubCause(thrown, scrub), ...evidence }
}

type Evidence = Omit<Failure, 'kind' | 'cause'>

const NO_EVIDENCE: Evidence = { reason: 'fetch failed', code: undefined, isUnsent: false, isLasting: false }

function evidenceOf(thrown: unknown, scrub: Scrub): Evidence {
  const errors = chainOf(thrown)
  // `fetch failed` has no meaning; its cause (`ECONNREFUSED`) does.
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

/** A TLS port responds to plain HTTP with a TLS alert: a record of type 21, version 3.x. */
function isTlsAlert(received: unknown): boolean {
  const start = typeof received === 'string' ? [received.charCodeAt(0), received.charCodeAt(1)] : Object(received)
  return start[0] === 21 && start[1] === 3
}

/** Whether the failure happened before the whole request was written. */
function isFromBefore({ code, syscall, message, socket }: RuntimeError): boolean {
  return (
    NO_CONNECTION.test(wordsOf(code)) ||
    CONNECTING.includes(wordsOf(syscall)) ||
    WHILE_CONNECTING.test(wordsOf(message)) ||
    (code === 'EPIPE' && syscall === 'write') ||
    socket?.bytesWritten === 0
  )
}

/** An error, its cause, the cause of that, and so on; of an AggregateError, the first error. */
function chainOf(error: unknown, depth = 0): RuntimeError[] {
  if (typeof error !== 'object' || error === null || depth === DEEPEST) return []
  const { cause, errors } = error as RuntimeError
  return [error, ...chainOf(cause ?? errors?.[0], depth + 1)]
}
