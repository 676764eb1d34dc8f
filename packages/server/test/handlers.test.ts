import { expect, test } from 'vitest'
import type { Answer, Handler, Handlers } from '../src/handlers/handler.ts'
import { handlers } from '../src/handlers/index.ts'
import { listUsers } from '../src/handlers/users.ts'
import { contractOperations } from '../src/http/contract.ts'

test('every operation of the contract has a handler', () => {
  expect(contractOperations.length).toBeGreaterThan(0)
  expect(Object.keys(handlers).sort()).toEqual(contractOperations.map(({ id }) => id).sort())
})

test('a missing handler, and an answer that is not in the contract, do not compile', () => {
  const { assignTestRunCaseUser: _, ...others } = handlers
  // @ts-expect-error assignTestRunCaseUser is missing
  const incomplete: Handlers = others
  // @ts-expect-error there is no such operation
  const unknown: Handlers = { ...handlers, listNothing: listUsers }
  // @ts-expect-error the contract declares no 201 here
  const status: Answer<'listUsers'> = { status: 201, body: { message: '', data: [] } }
  // @ts-expect-error data is missing
  const body: Answer<'listUsers'> = { status: 200, body: { message: '' } }
  // @ts-expect-error there is no such path parameter
  const params: Handler<'assignTestRunCaseUser'> = async (call) => call.params.run_id

  expect([incomplete, unknown, status, body, params]).toHaveLength(5)
})
