import type { Json } from '@testsigma-tms/spec/contract'
import type { ClientCall } from './client-call.ts'

/** What a sample sends, in no particular language. */
export interface SampleRequest {
  /** In capitals, as on the wire. */
  method: string
  /** Path parameters are left to the reader, as `:project_id`. */
  url: string
  headers: [name: string, value: string][]
  /** A JSON body. */
  body?: Json
  /** The file parts of a form, with the name of the file that the reader has. */
  files?: [part: string, file: string][]
  /** The parts of a form that are not files. */
  texts?: [part: string, text: string][]
  /** The same request as a call of the client, where the contract names one. */
  call?: ClientCall
}
