import { expect } from 'vitest'
import type { TestDatabase } from '../database.ts'
import { ids, newCase } from '../requests.ts'
import { demo } from '../start.ts'
import type { Connection } from './connection.ts'

type Kind = 'case' | 'results' | 'import'

/** Names of what was written, by kind: acknowledged, and without a response. */
type Ledger = Record<Kind, Set<string>>

const stepsOfCase = 3

/**
 * Writes continuously and records what was acknowledged: test cases with steps, and notes on both entries of a run of
 * its own, sent as results with a file, or as messages in a report.
 */
export class Writer {
  readonly name: string
  readonly #random: () => number
  readonly #acknowledged: Ledger = { case: new Set(), results: new Set(), import: new Set() }
  readonly #unanswered: Ledger = { case: new Set(), results: new Set(), import: new Set() }
  /** Notes that the entries may have now. */
  #notes = ['']
  #run = ''
  #count = 0

  constructor(name: string, random: () => number) {
    this.name = name
    this.#random = random
  }

  get acknowledged(): number {
    return Object.values(this.#acknowledged).reduce((total, names) => total + names.size, 0)
  }

  get unanswered(): number {
    return Object.values(this.#unanswered).reduce((total, names) => total + names.size, 0)
  }

  async begin({ ask }: Connection): Promise<void> {
    const static_selection_filters = [{ field: 'id', operator: 'IN', values: demo.cases }]
    const body = { title: this.name, selection_type: 'STATIC', static_selection_filters }
    this.#run = (await ask<{ test_run: { id: string } }>('POST', '/test_runs', body)).test_run.id
  }

  /** Writes until `until` returns true, or until the connection breaks. */
  async write(connection: Connection, until: () => boolean): Promise<void> {
    while (!until()) {
      const choice = this.#random()
      const kind = choice < 0.5 ? 'case' : choice < 0.75 ? 'results' : 'import'
      const name = `${this.name}-${kind}-${++this.#count}`
      const isAnswered = await connection.survives(() => this.#writeOne(connection, kind, name))
      const ledger = isAnswered || this.#acknowledged[kind].has(name) ? this.#acknowledged : this.#unanswered
      ledger[kind].add(name)
      if (!isAnswered) return
    }
  }

  async #writeOne({ ask }: Connection, kind: Kind, name: string): Promise<void> {
    if (kind === 'case') {
      const individual_steps = Array.from({ length: stepsOfCase }, () => ({ step_description: name }))
      await ask('POST', '/test_cases', { ...newCase, title: name, individual_steps })
      return
    }
    this.#notes.push(name)
    if (kind === 'results') await ask('PUT', `/test_runs/${this.#run}/test_cases`, resultsForm(name))
    else {
      const path = `/junit-import/test-run/${this.#run}`
      const { import: started } = await ask<{ import: { id: string } }>('POST', path, reportForm(name))
      this.#acknowledged.import.add(name)
      this.#notes = [name]
      await ended(ask, started.id)
    }
    this.#notes = [name]
  }

  /**
   * Everything acknowledged is stored exactly once; everything else is stored completely or not at all. Imports have
   * ended.
   */
  async verify({ query }: TestDatabase): Promise<void> {
    await this.#verifyCases(query)
    await this.#verifyImports(query)
    const entries = await this.#select(query, 'e.description', '')
    expect(new Set(entries).size, 'both entries or none').toBe(1)
    expect(this.#notes).toContain(entries[0])
    this.#notes = entries.slice(0, 1)
    const files = await this.#select(query, 'f.file_name', 'join attachments f on f.test_run_case_id = e.id')
    this.#expectOnce('results', files)
  }

  async #verifyCases(query: TestDatabase['query']): Promise<void> {
    const rows = await query(`
      select c.title, count(*) as steps from test_cases c join test_case_steps s on s.test_case_id = c.id
      where c.title like '${this.name}-%' group by c.id, c.title`)
    this.#expectOnce(
      'case',
      rows.map(({ title }) => String(title)),
    )
    for (const { title, steps } of rows) expect(Number(steps), String(title)).toBe(stepsOfCase)
  }

  async #verifyImports(query: TestDatabase['query']): Promise<void> {
    const rows = await query(
      `select status, imported_count, report from junit_imports where test_run_id = '${this.#run}'`,
    )
    const { import: acknowledged } = this.#acknowledged
    expect(rows.length).toBeGreaterThanOrEqual(acknowledged.size)
    expect(rows.length).toBeLessThanOrEqual(acknowledged.size + this.#unanswered.import.size)
    for (const row of rows) expect(row).toMatchObject({ status: 'completed', imported_count: 2, report: '' })
  }

  async #select(query: TestDatabase['query'], column: string, join: string): Promise<string[]> {
    const from = `from test_run_cases e ${join} where e.test_run_id = '${this.#run}'`
    return (await query(`select ${column} as value ${from}`)).map(({ value }) => String(value))
  }

  #expectOnce(kind: Kind, names: string[]): void {
    const found = new Set(names)
    expect(found.size, 'each once').toBe(names.length)
    expect(
      [...this.#acknowledged[kind]].filter((name) => !found.has(name)),
      'acknowledged, but lost',
    ).toEqual([])
    const known = new Set([...this.#acknowledged[kind], ...this.#unanswered[kind]])
    expect(names.filter((name) => !known.has(name))).toEqual([])
  }
}

/** The file has the note as its name. */
function resultsForm(note: string): FormData {
  const result = { test_run_status_id: ids.passed, user_id: ids.user, description: note }
  const test_run_cases = demo.cases.map((test_case_id) => ({ test_case_id, ...result }))
  const form = new FormData()
  form.append('data', JSON.stringify({ test_run_cases }))
  form.append('attachments_1_0', new Blob(['log']), note)
  return form
}

function reportForm(note: string): FormData {
  const tests = ['DEMO-1', 'DEMO-4'].map((id) => `<testcase name="${id}"><failure message="${note}"/></testcase>`)
  const form = new FormData()
  form.append('junit_xml', new Blob([`<testsuite>${tests.join('')}</testsuite>`]), 'report.xml')
  return form
}

/** Waits for the import, so that later writes cannot be overtaken by it. */
async function ended(ask: Connection['ask'], id: string): Promise<void> {
  const progress = await ask<{ import: { status: string } }>('GET', `/junit-imports/${id}/status`)
  if (progress.import.status !== 'completed') await ended(ask, id)
}
