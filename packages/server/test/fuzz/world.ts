import type { OperationId } from '../../src/http/contract.ts'
import type { Random } from '../../src/seed/random.ts'

/** An entity seen in a response, so that later requests can refer to it. */
interface Thing {
  id: string
  humanId: string | undefined
  name: string | undefined
  /** Empty for entities of the whole account. */
  project: string
}

interface Row {
  id?: string
  human_id?: string
  name?: string
  test_case?: { id: string }
}

/** The kind of entity that a field refers to; the contract only says that it is an ID. */
const kinds: Record<string, string> = {
  assignee_id: 'User',
  automation_type_id: 'AutomationType',
  dynamic_selection_excluded_test_case_ids: 'TestCase',
  folder_id: 'Folder',
  import_id: 'JunitReport',
  label_ids: 'Label',
  label_names: 'Label',
  owner_id: 'User',
  parent_folder_id: 'Folder',
  priority_id: 'TestCasePriority',
  project_id: 'Project',
  reviewer_id: 'User',
  status_id: 'TestCaseStatus',
  step_group_id: 'StepGroup',
  test_case_id: 'TestCase',
  test_plan_id: 'TestPlan',
  test_run_id: 'TestRun',
  test_run_status_id: 'TestRunStatus',
  type_id: 'TestCaseType',
  user_id: 'User',
}

/** All entities seen in responses so far. */
export class World {
  readonly #things = new Map<string, Thing[]>()
  readonly #casesOfRun = new Map<string, string[]>()
  readonly cursors: string[] = []

  isReference(field: string): boolean {
    return field in kinds
  }

  /** An ID, or sometimes the human ID if paths accept one; a random ID if no entity is known. */
  refer(random: Random, field: string, project: string, allowHumanId = false): string {
    const { id, humanId, name } = this.#any(random, field, project) ?? {}
    if (field === 'label_names') return name ?? 'Regression'
    return (allowHumanId && humanId && random.chance(0.4) ? humanId : id) ?? random.uuid()
  }

  /** A project, or an entity of another project than this one. */
  foreign(random: Random, field: string, project: string): string {
    const others = (this.#things.get(kinds[field] ?? '') ?? []).filter((thing) => thing.project !== project)
    return others.length > 0 ? random.pick(others).id : random.uuid()
  }

  /** A test case that the run is known to contain. */
  caseOfRun(random: Random, run: string, project: string): string {
    const cases = this.#casesOfRun.get(run)
    return cases?.length ? random.pick(cases) : this.refer(random, 'test_case_id', project)
  }

  /** Records the entities of a successful response. */
  learn(operation: OperationId, params: Record<string, string>, body: object): void {
    const { data, page_info } = body as { data?: unknown; page_info?: { next: string | null } }
    if (page_info?.next) this.#keepCursor(page_info.next)
    const kind = nounOf(operation)
    if (operation.startsWith('delete')) this.#forget(kind, params)
    if (data === undefined) return
    const rows = (Array.isArray(data) ? data : Object.values(data as object).flat()) as Row[]
    if (operation === 'listTestRunCases') this.#keepCases(params, rows)
    else for (const row of rows) this.#keep(kind, row, params.project_id ?? '')
  }

  #any(random: Random, field: string, project: string): Thing | undefined {
    const things = this.#things.get(kinds[field] ?? '') ?? []
    const own = things.filter((thing) => thing.project === '' || thing.project === project)
    return own.length > 0 ? random.pick(own) : undefined
  }

  #keep(kind: string, { id, human_id: humanId, name }: Row, project: string): void {
    const things = this.#things.get(kind) ?? []
    this.#things.set(kind, things)
    if (id !== undefined && things.every((thing) => thing.id !== id)) things.push({ id, humanId, name, project })
  }

  #keepCases({ test_run_id = '' }: Record<string, string>, rows: Row[]): void {
    this.#casesOfRun.set(
      test_run_id,
      rows.map(({ id, test_case }) => String(test_case?.id ?? id)),
    )
  }

  #keepCursor(next: string): void {
    this.cursors.push(next)
    if (this.cursors.length > 100) this.cursors.shift()
  }

  #forget(kind: string, params: Record<string, string>): void {
    const ids = Object.values(params)
    const id = ids.at(-1) ?? ''
    for (const [other, things] of this.#things) {
      const isGone = (thing: Thing) =>
        (other === kind && [thing.id, thing.humanId].includes(id)) || (kind === 'Project' && thing.project === id)
      this.#things.set(
        other,
        things.filter((thing) => !isGone(thing)),
      )
    }
  }
}

/** `listTestCases`, `getTestCase` and `updateTestCase` give `TestCase`. */
function nounOf(operation: OperationId): string {
  const noun = operation.replace(/^[a-z]+/, '')
  return noun
    .replace(/uses$/, 'us')
    .replace(/ies$/, 'y')
    .replace(/(?<!u)s$/, '')
}
