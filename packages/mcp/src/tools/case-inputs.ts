import type { UpdateTestCaseRequest } from '@testsigma-tms/client'
import { field, list, name, object, optional } from '../contract/fields.ts'
import type { Session } from '../session.ts'
import { findUser } from '../world/people.ts'

/** Text fields of a test case. */
export const caseTexts = {
  description: optional(field('CreateTestCaseRequest', 'description')),
  preconditions: optional(field('CreateTestCaseRequest', 'preconditions')),
  steps: optional(field('CreateTestCaseRequest', 'steps', 'One a line; or give individual_steps')),
  expected_results: optional(field('CreateTestCaseRequest', 'expected_results', 'One a line')),
  individual_steps: optional(
    list(
      object({
        step_description: field('IndividualStepInput', 'step_description'),
        expected_results: optional(field('IndividualStepInput', 'expected_results')),
      }),
      { maxItems: 200 },
    ),
  ),
}

/** References of a test case, by name. */
export const caseNames = {
  status: optional(name()),
  priority: optional(name()),
  type: optional(name()),
  automation_type: optional(name()),
  owner: optional(name('E-mail or name')),
  labels: optional(list(name(), { maxItems: 50 })),
}

interface CaseArguments {
  readonly description?: string | undefined
  readonly preconditions?: string | undefined
  readonly steps?: string | undefined
  readonly expected_results?: string | undefined
  readonly individual_steps?:
    | readonly { readonly step_description: string; readonly expected_results?: string | undefined }[]
    | undefined
  readonly status?: string | undefined
  readonly priority?: string | undefined
  readonly type?: string | undefined
  readonly automation_type?: string | undefined
  readonly owner?: string | undefined
  readonly labels?: readonly string[] | undefined
}

/** The fields for the API; omitted ones are absent. */
export async function toCaseFields(session: Session, given: CaseArguments): Promise<UpdateTestCaseRequest> {
  const { resolver } = session.names
  const { description, preconditions, steps, expected_results, individual_steps } = given
  const { status, priority, type, automation_type, owner, labels } = given
  return present({
    description,
    preconditions,
    steps,
    expected_results,
    individual_steps: individual_steps?.map((step, index) => ({ ...present(step), order: index + 1 })),
    template_type: individual_steps?.length ? 'STEPS' : undefined,
    status_id: status && (await resolver.testCaseStatus(status)),
    priority_id: priority && (await resolver.testCasePriority(priority)),
    type_id: type && (await resolver.testCaseType(type)),
    automation_type_id: automation_type && (await resolver.automationType(automation_type)),
    owner_id: owner && (await findUser(session, owner)).id,
    label_ids: labels && (await resolver.labels(labels)),
  }) as UpdateTestCaseRequest
}

function present<T extends object>(fields: T): { [name in keyof T]: Exclude<T[name], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [name in keyof T]: Exclude<T[name], undefined> }
}
