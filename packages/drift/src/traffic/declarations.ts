import { access, glob, readFile } from 'node:fs/promises'
import { basename, relative, resolve } from 'node:path'
import { isNode, LineCounter, type ParsedNode, parseDocument } from 'yaml'
import type { FilePlace } from '../gate.ts'

/** Says where the contract declares what a JSON pointer (`#/…`) leads to. */
export type FindDeclaration = (pointer: string) => Promise<FilePlace>

/** Places in one file, YAML or JSON, that holds the whole contract. `file` is shown relative to `root`. */
export function declarationsIn(file: string, root: string): FindDeclaration {
  const findLine = lineFinder(file)
  return async (pointer) => ({ file: shown(file, root), line: await findLine(tokensOf(pointer)) })
}

/** Places in the hand-written files below `spec/` of this repository; the bundle where a file cannot be told. */
export function declarationsInSources(root: string): FindDeclaration {
  const sources = indexSources(resolve(root, 'spec'))
  const inBundle = declarationsIn(resolve(root, 'spec/dist/openapi.yaml'), root)
  const finders = new Map<string, ReturnType<typeof lineFinder>>()
  return async (pointer) => {
    const tokens = tokensOf(pointer)
    const found = await sourceOf(root, tokens, await sources)
    if (found === undefined) return inBundle(pointer)
    const findLine = finders.get(found.file) ?? lineFinder(found.file)
    finders.set(found.file, findLine)
    return { file: shown(found.file, root), line: await findLine(found.tokens) }
  }
}

interface Source {
  readonly file: string
  /** Way to the declaration inside the file. */
  readonly tokens: readonly string[]
}

/** `paths` lead through the index of the contract; components have the names of their files. */
async function sourceOf(
  root: string,
  [first, second = '', third = '', ...rest]: readonly string[],
  sources: ReadonlyMap<string, string>,
): Promise<Source | undefined> {
  const index = resolve(root, 'spec/openapi.yaml')
  if (first === 'components') {
    const file = sources.get(`${second}/${third}`) ?? sources.get(`schemas/${third}`)
    return file === undefined ? undefined : { file, tokens: rest }
  }
  if (first !== 'paths') return { file: index, tokens: [first, second, third].filter(isGiven) }
  const { paths } = parseDocument(await readFile(index, 'utf8')).toJS()
  const reference = paths?.[second]?.[third]?.$ref
  if (typeof reference === 'string') return { file: resolve(root, 'spec', reference), tokens: rest }
  return { file: index, tokens: ['paths', second, third].filter(isGiven) }
}

function isGiven(token: string | undefined): token is string {
  return token !== undefined && token !== ''
}

/** Files of components, by `schemas/User` or `responses/BadRequest`. */
async function indexSources(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  for await (const file of glob('{resources,shared}/**/*.yaml', { cwd: folder })) {
    const [kind] = file.match(/(?<=^shared\/)(headers|parameters|responses)(?=\/)/) ?? ['schemas']
    files.set(`${kind}/${basename(file, '.yaml')}`, resolve(folder, file))
  }
  return files
}

/** The line on which a way of keys ends, or the last part of it that the file has. */
function lineFinder(file: string): (tokens: readonly string[]) => Promise<number> {
  const parsed = readFile(file, 'utf8').then((text) => {
    const lines = new LineCounter()
    return { lines, document: parseDocument(text, { lineCounter: lines, keepSourceTokens: false }) }
  })
  return async (tokens) => {
    const { lines, document } = await parsed
    let offset = document.contents?.range?.[0] ?? 0
    let node: unknown = document.contents
    for (const token of tokens) {
      const pair = pairOf(node, token)
      if (pair === undefined) break
      offset = pair.offset
      node = pair.value
    }
    return lines.linePos(offset).line
  }
}

function pairOf(node: unknown, token: string): { offset: number; value: unknown } | undefined {
  const items = (node as { items?: readonly unknown[] } | null)?.items
  if (items === undefined) return undefined
  const entry = items.find((item) => keyOf(item) === token)
  if (entry !== undefined) {
    const { key, value } = entry as { key: ParsedNode; value: unknown }
    return { offset: key.range[0], value }
  }
  const item = items[Number(token)]
  return isNode(item) ? { offset: item.range?.[0] ?? 0, value: item } : undefined
}

function keyOf(item: unknown): string | undefined {
  const { key } = item as { key?: { value?: unknown } }
  return key?.value === undefined ? undefined : String(key.value)
}

function tokensOf(pointer: string): string[] {
  const tokens = pointer.split('/').slice(1)
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function shown(file: string, root: string): string {
  const path = relative(root, file).replaceAll('\\', '/')
  return path.startsWith('../') ? file : path
}

/** Whether a folder is this repository, with the hand-written contract in it. */
export async function hasSources(root: string): Promise<boolean> {
  return access(resolve(root, 'spec/openapi.yaml')).then(
    () => true,
    () => false,
  )
}
