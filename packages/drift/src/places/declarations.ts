import { access } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { parsePointer } from '@testsigma-tms/spec/contract'
import type { FilePlace } from '../report/result.ts'
import { ContractSource } from './contract-source.ts'
import { PositionedFile } from './positioned-file.ts'

/** Finds where the contract declares the target of a JSON pointer (`#/…`). */
export type FindDeclaration = (pointer: string) => Promise<FilePlace>

/** Finds declarations in a single file, YAML or JSON, with the whole contract. */
export function declarationsIn(file: string): FindDeclaration {
  let positions: Promise<PositionedFile> | undefined
  return async (pointer) => {
    positions ??= PositionedFile.read('', file)
    const { line } = (await positions).follow(parsePointer(pointer))
    return { file: shown(file), line }
  }
}

/** Finds declarations in the hand-written contract files of the repository at `root`. */
export function declarationsInSources(root: string): FindDeclaration {
  const source = new ContractSource(root)
  return (pointer) => source.place(pointer)
}

/** Relative to the current folder if the file is below it. */
function shown(file: string): string {
  const path = relative(process.cwd(), file).replaceAll('\\', '/')
  return path.startsWith('../') ? file : path
}

/** Whether a folder is a checkout of this repository, with the hand-written contract. */
export async function hasSources(root: string): Promise<boolean> {
  return access(resolve(root, 'spec/openapi.yaml')).then(
    () => true,
    () => false,
  )
}
