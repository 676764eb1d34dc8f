import { glob, readFile } from 'node:fs/promises'
import { basename, posix, resolve, sep } from 'node:path'
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { FilePlace } from '../gate.ts'
import { splitTerm, type Term } from './contract.ts'

/** Names the files of operations, and holds nothing of them. */
const INDEX = 'spec/openapi.yaml'

/** Finds in the hand-written files where something in the bundle comes from, or would stand if it were still there. */
export class Sources {
  readonly #root: string
  readonly #files = new Map<string, SourceFile>()
  /** Files by their name alone, which is that of the component in them. */
  readonly #byName: ReadonlyMap<string, readonly string[]>

  private constructor(root: string, files: readonly string[]) {
    this.#root = root
    this.#byName = Map.groupBy(files, (file) => basename(file, '.yaml'))
  }

  static async open(root: string): Promise<Sources> {
    const files: string[] = []
    for await (const file of glob('spec/{resources,shared}/**/*.yaml', { cwd: root }))
      files.push(file.replaceAll(sep, '/'))
    return new Sources(root, files.sort())
  }

  async place(term: Term): Promise<FilePlace> {
    const [kind, group = '', name = '', ...rest] = splitTerm(term)
    const folder = group === 'schemas' ? '' : `shared/${group}/`
    const file = kind === 'components' && this.#byName.get(name)?.find((each) => each.includes(folder))
    return file ? this.#walk(file, rest) : this.#walk(INDEX, splitTerm(term))
  }

  /** Goes down as far as the names lead, from file to file. */
  async #walk(file: string, names: readonly string[]): Promise<FilePlace> {
    const { document, lines } = await this.#read(file)
    let node: unknown = document.contents
    let place = { file, line: lineOf(lines, node) }
    for (const [index, name] of names.entries()) {
      const [key, value] = childOf(node, name)
      if (value === undefined) break
      place = { file, line: lineOf(lines, key ?? value) }
      const reference = isMap(value) ? value.get('$ref') : undefined
      const isLast = index === names.length - 1
      if (typeof reference === 'string' && !(isLast && file !== INDEX)) {
        return this.#walk(posix.join(posix.dirname(file), reference), names.slice(index + 1))
      }
      node = value
    }
    return place
  }

  async #read(file: string): Promise<SourceFile> {
    const known = this.#files.get(file)
    if (known) return known
    const lines = new LineCounter()
    const document = parseDocument(await readFile(resolve(this.#root, file), 'utf8'), { lineCounter: lines })
    const read = { document, lines }
    this.#files.set(file, read)
    return read
  }
}

interface SourceFile {
  readonly document: Document
  readonly lines: LineCounter
}

/** The key and value under a name; parameters are found by `query page_size`, entries of lists by index. */
function childOf(node: unknown, name: string): [unknown, unknown] | [] {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === name)
    return pair ? [pair.key, pair.value] : []
  }
  if (!isSeq(node)) return []
  const parameter = node.items.find((item) => isMap(item) && `${item.get('in')} ${item.get('name')}` === name)
  return [undefined, parameter ?? node.items[Number(name)]]
}

function lineOf(lines: LineCounter, node: unknown): number {
  return lines.linePos((node as Node).range?.[0] ?? 0).line
}
