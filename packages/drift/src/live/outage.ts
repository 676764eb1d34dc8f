import { ConnectionError, RateLimitError, ServerError, TimeoutError } from '@testsigma-tms/client'

/** Why a call got no response, in a few words; `undefined` if it is not an outage. */
export function outageReason(error: unknown): string | undefined {
  if (error instanceof TimeoutError) return 'does not respond in time'
  if (error instanceof ConnectionError) return `closes the connection${error.code ? ` (${error.code})` : ''}`
  if (error instanceof ServerError && !(error instanceof RateLimitError)) return `responds with ${error.status}`
  return undefined
}

const UNTRUSTED =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?))$/

/** Why there is no connection, with a suggested fix. */
export function connectionProblem(error: Error, baseUrl: string): string {
  const code = error instanceof ConnectionError ? (error.code ?? '') : ''
  const { host } = new URL(baseUrl)
  if (UNTRUSTED.test(code)) {
    return `The certificate of ${host} is not signed by an authority that Node trusts (${code}). If you trust it, name the file of its authority: NODE_EXTRA_CA_CERTS=authority.pem`
  }
  if (code === 'CERT_HAS_EXPIRED') return `The certificate of ${host} has expired (${code}).`
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `The certificate is not for ${host} (${code}). Is --base-url right?`
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER') return `${host} does not speak https. Is it http://${host}?`
  return `The server does not respond: ${error.message} Is --base-url right, and can this machine reach it?`
}
