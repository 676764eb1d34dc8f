import type { LookupValue } from '@testsigma-tms/types'
import type { Profile } from '../profiles/profile.ts'
import { selectLookupValues } from '../store/lookups.ts'
import type { LookupList, LookupValueRow, Store } from '../store/schema.ts'
import type { Handler } from './handler.ts'
import { readPage } from './paging.ts'

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

interface ListCall {
  query: { page_size?: number }
  store: Store
  url: URL
  profile: Profile
}

async function readValues({ query, store, url, profile }: ListCall, list: LookupList) {
  const { rows, page_info } = await readPage(
    selectLookupValues(store, list),
    'lookup_values',
    query,
    url,
    profile,
    list,
  )
  return { values: rows.map(toLookupValue), page_info }
}

function toLookupValue({ id, name, position, alias, icon_url }: LookupValueRow): LookupValue {
  return { id, name, order: position, alias, icon_url }
}
