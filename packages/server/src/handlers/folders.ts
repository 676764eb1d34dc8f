import type { Folder } from '@testsigma-tms/types'
import { unprocessable } from '../http/errors.ts'
import { insert, update } from '../store/entities.ts'
import { dissolveFolder, isAround, moveFolder as putInto, selectFolders } from '../store/folders.ts'
import { findInProject } from '../store/in-project.ts'
import type { FolderRow, Store } from '../store/schema.ts'
import { transact } from '../store/transact.ts'
import { requireInProject, requireProject } from './find.ts'
import type { Handler } from './handler.ts'
import { readPage } from './paging.ts'
import { dropReadOnly } from './read-only.ts'
import { wrong } from './references.ts'

const noPosition = -1

export const listFolders: Handler<'listFolders'> = async ({ params, query, ...call }) => {
  const project = await requireProject(call.store, params.project_id)
  const folders = selectFolders(call.store, project.id)
  const { rows, page_info } = await readPage({ rows: folders, table: 'folders' }, query, call)
  return { status: 200, body: { message: '', data: { folders: rows.map(toFolder) }, page_info } }
}

export const getFolder: Handler<'getFolder'> = async ({ params, store }) => {
  const folder = await requireInProject(store, 'folders', params.project_id, params.folder_id)
  return { status: 200, body: { message: '', data: { folder: toFolder(folder) } } }
}

export const createFolder: Handler<'createFolder'> = ({ params, body, store }) =>
  transact(store, async (transaction) => {
    const project = await requireProject(transaction, params.project_id)
    const { name, order: position = noPosition } = body
    const fields = { project_id: project.id, name, position, parent_folder_id: null }
    const folder = await insert(transaction, 'folders', fields)
    return { status: 201, body: { message: '', data: { folder: toFolder(folder) } } }
  })

export const updateFolder: Handler<'updateFolder'> = ({ params, body, store }) =>
  transact(store, async (transaction) => {
    const folder = await requireInProject(transaction, 'folders', params.project_id, params.folder_id)
    const { name, order: position } = await dropReadOnly('updateFolder', body, () => [toFolder(folder)])
    const changed = await update(transaction, 'folders', folder, { name, position })
    return { status: 200, body: { message: '', data: { folder: toFolder(changed) } } }
  })

export const moveFolder: Handler<'moveFolder'> = ({ params, body, store }) =>
  transact(store, async (transaction) => {
    const folder = await requireInProject(transaction, 'folders', params.project_id, params.folder_id)
    const parent = body.parent_folder_id ? await requireParent(transaction, folder, body.parent_folder_id) : undefined
    const moved = await putInto(transaction, folder, parent)
    return { status: 200, body: { message: '', data: { folder: toFolder(moved) } } }
  })

export const deleteFolder: Handler<'deleteFolder'> = ({ params, store }) =>
  transact(store, async (transaction) => {
    const folder = await requireInProject(transaction, 'folders', params.project_id, params.folder_id)
    await dissolveFolder(transaction, folder)
    return { status: 200, body: { message: '' } }
  })

async function requireParent(store: Store, folder: FolderRow, id: string): Promise<FolderRow> {
  const parent = await findInProject(store, 'folders', folder.project_id, id)
  if (!parent) throw unprocessable(wrong('parent_folder_id', 'the ID of a folder of this project', id))
  if (await isAround(store, folder, parent)) {
    throw unprocessable(wrong('parent_folder_id', 'neither the folder itself nor one inside it', id))
  }
  return parent
}

function toFolder({ id, name, project_id, parent_folder_id, position }: FolderRow): Folder {
  return { id, name, project_id, children: [], parent_folder_id: parent_folder_id ?? '', order: position }
}
