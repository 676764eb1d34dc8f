/** Who sends a value: what was valid in a request has to stay valid, a response has to stay within what was. */
export type Direction = 'request' | 'response'
