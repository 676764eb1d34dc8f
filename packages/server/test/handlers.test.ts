import { expect, test } from 'vitest'
import type { Handler, HandlerResponse, Handlers } from '../src/handlers/handler.ts'
import { handlers } from '../src/handlers/index.ts'
import { type ListCall, readPage } from '../src/handlers/paging.ts'
import { listUsers } from '../src/handlers/users.ts'
import { contractOperations } from '../src/http/contract.ts'
import { selectUsers } from '../src/store/users.ts'

test('every operation of the contract has a handler', () => {
  expect(contractOperations.length).toBeGreaterThan(0)
  expect(Object.keys(handlers).sort()).toEqual(contractOperations.map(({ id }) => id).sort())
})

test('a missing handler and an undeclared response do not compile', () => {
  const { assignTestRunCaseUser: _, ...others } = handlers
  // @ts-expect-error assignTestRunCaseUser is missing
  const incomplete: Handlers = others
  // @ts-expect-error there is no such operation
  const unknown: Handlers = { ...handlers, listNothing: listUsers }
  // @ts-expect-error the contract declares no 201 here
  const status: HandlerResponse<'listUsers'> = { status: 201, body: { message: '', data: [] } }
  // @ts-expect-error data is missing
  const body: HandlerResponse<'listUsers'> = { status: 200, body: { message: '' } }
  // @ts-expect-error there is no such path parameter
  const params: Handler<'assignTestRunCaseUser'> = async (call) => call.params.run_id

  expect([incomplete, unknown, status, body, params]).toHaveLength(5)
})

test('a query parameter that is unknown to the handler does not compile', () => {
  type Query = Parameters<Handlers['listTestRuns']>[0]['query']
  type Renamed = Omit<Query, 'search'> & { find?: string }
  // Like the handlers of lists: take out the filters, and pass on the rest.
  const handle = (query: Query, call: ListCall) => {
    const { search: _, title__CONTAINS: __, test_plan_id: ___, ...page } = query
    return readPage({ rows: selectUsers(call.store), table: 'users' }, page, call)
  }
  const handleRenamed = (query: Renamed, call: ListCall) => {
    // @ts-expect-error there is no search any more
    const { search: _, title__CONTAINS: __, test_plan_id: ___, ...page } = query
    // @ts-expect-error what is left asks for more than a page
    return readPage({ rows: selectUsers(call.store), table: 'users' }, page, call)
  }
  expect([handle, handleRenamed]).toHaveLength(2)
})
