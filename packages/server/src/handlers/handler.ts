import type { operations } from '@testsigma-tms/types'
import type { OperationId } from '../contract.ts'
import type { Store } from '../store/schema.ts'

/** Carries out one operation; refusals are thrown as `ApiError`. */
export type Handler<Id extends OperationId> = (call: Call<Id>) => Promise<Answer<Id>>

/** One handler for each operation of the contract: a missing one does not compile. */
export type Handlers = { [Id in OperationId]: Handler<Id> }

/** A request that the contract has found valid. */
export interface Call<Id extends OperationId> {
  params: NonNullable<operations[Id]['parameters']['path']>
  query: NonNullable<operations[Id]['parameters']['query']>
  body: JsonBody<operations[Id], 'requestBody'>
  store: Store
  /** As the client wrote it, origin included. */
  url: URL
}

/** A success status that the contract declares, with the body it declares for it. */
export type Answer<Id extends OperationId> = {
  [Status in keyof operations[Id]['responses'] & Success]: {
    status: Status
    body: JsonContent<operations[Id]['responses'][Status]>
  }
}[keyof operations[Id]['responses'] & Success]

type Success = 200 | 201 | 202 | 204

type JsonBody<Holder, Key extends string> = Holder extends { [K in Key]: infer Body } ? JsonContent<Body> : undefined

type JsonContent<Holder> = Holder extends { content: { 'application/json': infer Body } } ? Body : undefined
