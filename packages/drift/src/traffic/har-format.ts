/** The parts of an HTTP Archive (HAR 1.2) that are read and written. */
export interface Har {
  readonly log: { readonly version: string; readonly creator: object; readonly entries: readonly HarEntry[] }
}

export interface HarEntry {
  readonly startedDateTime: string
  readonly time: number
  /** Written by Chromium: the response came from a cache. */
  readonly _fromCache?: string
  readonly request: HarRequest
  readonly response: HarResponse
  readonly cache: object
  readonly timings: object
}

export interface Pair {
  readonly name: string
  readonly value: string
}

export interface HarMessage {
  readonly httpVersion: string
  readonly cookies: readonly Pair[]
  readonly headers: readonly Pair[]
  readonly headersSize: number
  readonly bodySize: number
}

export interface HarRequest extends HarMessage {
  readonly method: string
  readonly url: string
  readonly queryString: readonly Pair[]
  readonly postData?: HarContent & { readonly params?: readonly HarPart[] }
}

export interface HarResponse extends HarMessage {
  readonly status: number
  readonly statusText: string
  readonly redirectURL: string
  readonly content: HarContent & { readonly size: number }
}

export interface HarContent {
  readonly mimeType: string
  readonly text?: string
  /**
   * `base64` if the text is encoded bytes. HAR defines it for responses only; some tools also write it for requests.
   */
  readonly encoding?: string
  /** Name of a file with the body, next to the HAR file; written by Playwright. */
  readonly _file?: string
}

export interface HarPart {
  readonly name: string
  readonly value?: string
  readonly fileName?: string
  readonly contentType?: string
}
