import type { Folder } from '@testsigma-tms/client'
import { ensurePath } from '@testsigma-tms/client/helpers'
import { ToolError } from '../output/tool-error.ts'
import type { Session } from '../session.ts'
import { isSame, shorten } from './find.ts'
import { type PlacedFolder, placed } from './folders.ts'

/** Folders that an error message lists at most. */
const mostListed = 50

/** Finds a folder by its UUID, its path, or its name if that is unique. */
export async function findFolder({ names }: Session, project_id: string, reference: string): Promise<Folder> {
  const folders = placed(await names.folders(project_id))
  const found =
    findPlace(folders, reference) ??
    oneOf(
      reference,
      folders.filter(({ folder }) => isSame(folder.name, reference)),
    )
  if (found) return found.folder
  const paths = [...new Set(folders.map(({ path }) => path))]
  const known = paths.slice(0, mostListed).join(', ') || 'none'
  const more = paths.length > mostListed ? ` and ${paths.length - mostListed} more, which list_names has` : ''
  throw new ToolError(`folder: there is no folder "${shorten(reference)}"; the folders are ${known}${more}.`)
}

/** Finds a folder by its UUID or path, and creates missing folders of the path. */
export async function ensureFolder(session: Session, project_id: string, reference: string): Promise<Folder> {
  const folders = placed(await session.names.folders(project_id))
  const found = findPlace(folders, reference)
  if (found) return found.folder
  const parts = partsOf(reference)
  if (parts.length === 0) throw new ToolError(`folder: "${shorten(reference)}" names no folder.`)
  // Uses the spelling of existing parent folders.
  for (let count = parts.length - 1; count > 0; count -= 1) {
    const outer = findPlace(folders, parts.slice(0, count).join('/'))
    if (outer) parts.splice(0, count, ...partsOf(outer.path))
    if (outer) break
  }
  const made = await ensurePath(session.tms, { project_id, path: parts.join('/') }, session.options)
  session.names.forgetFolders(project_id)
  return made
}

function findPlace(folders: readonly PlacedFolder[], reference: string): PlacedFolder | undefined {
  const wanted = normalise(reference)
  return (
    oneOf(
      reference,
      folders.filter(({ folder }) => isSame(folder.id, reference)),
    ) ??
    oneOf(
      reference,
      folders.filter(({ path }) => normalise(path) === wanted),
    )
  )
}

function oneOf(reference: string, found: readonly PlacedFolder[]): PlacedFolder | undefined {
  if (found.length < 2) return found[0]
  const same = found.map(({ path, folder }) => `${path} (${folder.id})`)
  throw new ToolError(
    `folder: ${same.length} are called "${shorten(reference)}": give the UUID of ${same.join(' or ')}.`,
  )
}

function partsOf(path: string): string[] {
  return path
    .split('/')
    .map((name) => name.trim())
    .filter(Boolean)
}

function normalise(path: string): string {
  return partsOf(path).join('/').toLowerCase()
}
