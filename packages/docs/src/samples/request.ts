import type { Json } from '@testsigma-tms/spec/contract'
import type { ClientCall } from './client-call.ts'

/** The request of a sample, independent of the language. */
export interface SampleRequest {
  /** In capitals, as on the wire. */
  method: string
  /** Path parameters are placeholders such as `:project_id`. */
  url: string
  headers: [name: string, value: string][]
  /** A JSON body. */
  body?: Json
  /** The file parts of a form, with example file names. */
  files?: [part: string, file: string][]
  /** The other parts of a form. */
  texts?: [part: string, text: string][]
  /** The same request as a call of the client, if the contract declares a method. */
  call?: ClientCall
}
