import type { LookupValue } from '@testsigma-tms/types'
import { selectLookupValues } from '../store/lookups.ts'
import type { LookupList, LookupValueRow } from '../store/schema.ts'
import type { Handler } from './handler.ts'
import { type ListCall, type PageAlone, type PageRequest, readPage } from './paging.ts'

export const listAutomationTypes: Handler<'listAutomationTypes'> = async (call) => {
  const { values, page_info } = await readValues(call, 'automation_types')
  return { status: 200, body: { message: '', data: { automation_types: values }, page_info } }
}

export const listTestCaseTypes: Handler<'listTestCaseTypes'> = async (call) => {
  const { values, page_info } = await readValues(call, 'types')
  return { status: 200, body: { message: '', data: { types: values }, page_info } }
}

export const listTestCaseStatuses: Handler<'listTestCaseStatuses'> = async (call) => {
  const { values, page_info } = await readValues(call, 'case_statuses')
  return { status: 200, body: { message: '', data: { statuses: values }, page_info } }
}

export const listTestCasePriorities: Handler<'listTestCasePriorities'> = async (call) => {
  const { values, page_info } = await readValues(call, 'priorities')
  return { status: 200, body: { message: '', data: { priorities: values }, page_info } }
}

export const listTestRunStatuses: Handler<'listTestRunStatuses'> = async (call) => {
  const { values, page_info } = await readValues(call, 'run_statuses')
  return { status: 200, body: { message: '', data: { statuses: values }, page_info } }
}

async function readValues<Query extends PageRequest>(call: ListCall & { query: PageAlone<Query> }, name: LookupList) {
  const { store, profile } = call
  const values = selectLookupValues(store, name, profile.hiddenLookupIds)
  const { rows, page_info } = await readPage({ rows: values, table: 'lookup_values', name }, call.query, call)
  const shown = rows.map((row) => toLookupValue(profile.lookupValue(row)))
  return { values: shown.sort((one, other) => one.order - other.order), page_info }
}

function toLookupValue({ id, name, position, alias, icon_url }: LookupValueRow): LookupValue {
  return { id, name, order: position, alias, icon_url }
}
