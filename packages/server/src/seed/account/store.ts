import { insert, insertAll } from '../../store/entities.ts'
import type { ProjectRow, Store } from '../../store/schema.ts'
import { transact } from '../../store/transact.ts'
import { AccountFileError } from './error.ts'
import { replaceLookups } from './lookups.ts'
import { placeOf, shown } from './place.ts'
import type { AccountFile } from './read.ts'
import { readReferences } from './references.ts'
import type { Account, AccountProject } from './schema.ts'
import { storeTestCases } from './test-cases.ts'

const mostProblems = 20

/**
 * Adds the account to the stored data, in one transaction.
 *
 * @throws {AccountFileError} if a part of it already exists, or a reference cannot be resolved
 */
export async function storeAccount(store: Store, { file, account }: AccountFile): Promise<void> {
  const { lookups = {}, labels = [], users = [], projects = [] } = account
  await transact(store, async (transaction) => {
    const problems = [...(await findTaken(transaction, account)), ...(await replaceLookups(transaction, lookups))]
    refuse(file, problems)
    const named = labels.map((name) => ({ name }))
    await insertAll(transaction, 'labels', named)
    const active = users.map((user) => ({ status: 'active' as const, ...user }))
    await insertAll(transaction, 'users', active)
    const references = await readReferences(transaction)
    for (const [index, project] of projects.entries()) {
      const { row, folders } = await storeProject(transaction, project)
      const place = (...path: (string | number)[]) => placeOf('projects', index, 'test_cases', ...path)
      const world = { ...references, folders, place }
      problems.push(...(await storeTestCases(transaction, row, project.test_cases ?? [], world)))
    }
    refuse(file, problems)
  })
}

function refuse(file: string, problems: string[]): void {
  if (problems.length > 0) throw new AccountFileError(file, problems.slice(0, mostProblems))
}

async function storeProject(store: Store, { name, human_id_prefix, description = '', folders = [] }: AccountProject) {
  const row: ProjectRow = await insert(store, 'projects', { name, human_id_prefix, description })
  const rows = await insertAll(
    store,
    'folders',
    folders.map((name) => ({ project_id: row.id, name, parent_folder_id: null, position: -1 })),
  )
  return { row, folders: new Map(rows.map(({ id, name }) => [name, id])) }
}

/** Refuses existing names, so that the same file cannot be added twice, and names stay unique. */
async function findTaken(store: Store, { labels = [], users = [], projects = [] }: Account): Promise<string[]> {
  const takenLabels = new Set((await store.selectFrom('labels').select('name').execute()).map(({ name }) => name))
  const emails = await store.selectFrom('users').select('email').execute()
  const takenEmails = new Set(emails.map(({ email }) => email.toLowerCase()))
  const stored = await store.selectFrom('projects').select(['name', 'human_id_prefix']).execute()
  const takenNames = new Set(stored.map(({ name }) => name))
  const takenPrefixes = new Set(stored.map(({ human_id_prefix }) => human_id_prefix))
  const taken = [
    ...labels.map((name, index) => ({ name, at: placeOf('labels', index), is: takenLabels.has(name) })),
    ...users.map(({ email }, index) => ({
      name: email,
      at: placeOf('users', index, 'email'),
      is: takenEmails.has(email.toLowerCase()),
    })),
    ...projects.flatMap(({ name, human_id_prefix: prefix }, index) => [
      { name, at: placeOf('projects', index, 'name'), is: takenNames.has(name) },
      { name: prefix, at: placeOf('projects', index, 'human_id_prefix'), is: takenPrefixes.has(prefix) },
    ]),
  ]
  return taken
    .filter(({ is }) => is)
    .map(({ name, at }) => `${at}: ${shown(name)} already exists; leave it out, or choose another one`)
}
