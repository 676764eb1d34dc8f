import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, isAbsolute, relative, resolve, sep } from 'node:path'
import { ToolError } from './output/tool-error.ts'

/** Local files that tools may upload. */
export interface Files {
  /**
   * @param path absolute, or relative to one of the folders or to the current folder
   * @throws {ToolError} for a file outside the folders, and for one that cannot be sent
   */
  read(path: string): Promise<File>
}

/** The API's limit for one attachment, in bytes. */
const largest = 25 * 2 ** 20

/**
 * Lets tools read files only inside these folders, because a manipulated assistant could request any file on this
 * machine.
 */
export function createFiles(folders: readonly string[]): Files {
  return {
    async read(path) {
      if (folders.length === 0) {
        throw new ToolError('This server may not read files. Start it with --files <folder> to allow a folder.')
      }
      const file = await findInside(folders, path)
      const { size } = await stat(file)
      if (size > largest) throw new ToolError(`file: "${path}" has ${size} bytes; at most ${largest} can be sent.`)
      return new File([await readFile(file)], basename(file))
    },
  }
}

async function findInside(folders: readonly string[], path: string): Promise<string> {
  for (const folder of folders) {
    try {
      // Resolves symbolic links first, so that none points out of the folder.
      const root = await realpath(folder)
      for (const start of [folder, '.']) {
        const file = await realpath(resolve(start, path)).catch(() => undefined)
        if (file !== undefined && isInside(root, file) && (await stat(file)).isFile()) return file
      }
    } catch {
      // The file may be in the next folder.
    }
  }
  throw new ToolError(`file: there is no file "${path}" in ${folders.join(' or ')}, the folders this server may read.`)
}

function isInside(folder: string, file: string): boolean {
  const path = relative(folder, file)
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path)
}
