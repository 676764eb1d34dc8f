import type { operations } from '@testsigma-tms/types'
import type { Background } from '../http/background.ts'
import type { OperationId } from '../http/contract.ts'
import type { UploadedFile } from '../http/forms/uploaded-file.ts'
import type { Profile } from '../profiles/profile.ts'
import type { Store } from '../store/schema.ts'

/** Executes one operation; refusals are thrown as `ApiError`. */
export type Handler<Id extends OperationId> = (call: Call<Id>) => Promise<HandlerResponse<Id>>

/** One handler per operation of the contract; a missing one is a type error. */
export type Handlers = { [Id in OperationId]: Handler<Id> }

/** A request that is valid according to the contract. */
export interface Call<Id extends OperationId> {
  params: NonNullable<operations[Id]['parameters']['path']>
  query: NonNullable<operations[Id]['parameters']['query']>
  body: BodyOf<operations[Id]>
  /** The parts of a form, by name. */
  files: Map<string, UploadedFile>
  store: Store
  background: Background
  profile: Profile
  /**
   * The requested URL, including the origin.
   *
   * @throws {ApiError} 400 for an invalid Host header, which only lists need
   */
  url: () => URL
}

/** A success status declared by the contract, with its declared body. */
export type HandlerResponse<Id extends OperationId> = {
  [Status in keyof operations[Id]['responses'] & Success]: {
    status: Status
    body: JsonContent<operations[Id]['responses'][Status]>
  }
}[keyof operations[Id]['responses'] & Success]

type Success = 200 | 201 | 202 | 204

/** The JSON body, which a form may carry too; the form itself only if the operation accepts no JSON. */
type BodyOf<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? Content extends { 'application/json': infer Body }
    ? Body
    : Content[keyof Content]
  : undefined

type JsonContent<Holder> = Holder extends { content: { 'application/json': infer Body } } ? Body : undefined
