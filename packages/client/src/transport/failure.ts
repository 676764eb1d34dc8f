/** What a failure without a response says about the request. */
export interface Failure {
  readonly kind: 'connection' | 'timeout' | 'ended'
  /** In the runtime's words. */
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
/** Deno's words. */
const WHILE_CONNECTING = /client error \(Connect\)/

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
}

/** A `fetch` that cannot work: no other try will end otherwise. */
export class FetchMisuse extends Error {}

/** Decides by evidence what came of a request whose `fetch` has rejected; where there is none, it may have arrived. */
export function failureOf(cause: unknown): Failure {
  const errors = chainOf(cause)
  const lasting = cause instanceof FetchMisuse || errors.some(isLasting)
  // `fetch failed` says nothing; what lies beneath it (`ECONNREFUSED`) does.
  const said = errors[1] ?? errors[0] ?? {}
  const code = typeof said.code === 'string' ? said.code : undefined
  return {
    kind: 'connection',
    reason: code ?? wordsOf(said.message || cause),
    code,
    cause,
    isUnsent: lasting || errors.some(isUnsent),
    isLasting: lasting,
  }
}

/** Anything can be thrown, even what cannot be made a text. */
function wordsOf(thrown: unknown): string {
  return ['object', 'function'].includes(typeof thrown) && !(thrown instanceof Error) ? 'fetch failed' : String(thrown)
}

function isLasting({ code, message }: RuntimeError): boolean {
  const words = wordsOf(message)
  return (
    CERTIFICATE.test(wordsOf(code)) || NO_TLS.test(wordsOf(code)) || REFUSED_BY_FETCH.test(words) || isInvalid(code)
  )
}

function isInvalid(code: unknown): boolean {
  return code === 'ERR_INVALID_URL'
}

function isUnsent({ code, syscall, message, socket }: RuntimeError): boolean {
  return (
    NO_CONNECTION.test(wordsOf(code)) ||
    CONNECTING.includes(wordsOf(syscall)) ||
    WHILE_CONNECTING.test(wordsOf(message)) ||
    // The rest of the request could not be written any more.
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
