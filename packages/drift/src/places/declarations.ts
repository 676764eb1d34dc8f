import { access } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { parsePointer } from '@testsigma-tms/spec/contract'
import type { FilePlace } from '../report/result.ts'
import { ContractSource } from './contract-source.ts'
import { PositionedFile } from './positioned-file.ts'

/** Says where the contract declares what a JSON pointer (`#/…`) leads to. */
export type FindDeclaration = (pointer: string) => Promise<FilePlace>

/** Places in one file, YAML or JSON, that holds the whole contract. */
export function declarationsIn(file: string): FindDeclaration {
  let positions: Promise<PositionedFile> | undefined
  return async (pointer) => {
    positions ??= PositionedFile.read('', file)
    const { line } = (await positions).follow(parsePointer(pointer))
    return { file: shown(file), line }
  }
}

/** Places in the hand-written files of the contract in the repository at `root`. */
export function declarationsInSources(root: string): FindDeclaration {
  const source = new ContractSource(root)
  return (pointer) => source.place(pointer)
}

/** As short as it is clear. */
function shown(file: string): string {
  const path = relative(process.cwd(), file).replaceAll('\\', '/')
  return path.startsWith('../') ? file : path
}

/** Whether a folder is this repository, with the hand-written contract in it. */
export async function hasSources(root: string): Promise<boolean> {
  return access(resolve(root, 'spec/openapi.yaml')).then(
    () => true,
    () => false,
  )
}
