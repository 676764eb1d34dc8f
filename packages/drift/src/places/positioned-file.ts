import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

/** A YAML or JSON file of the repository, with the line numbers of its nodes. */
export class PositionedFile {
  /** Path relative to the repository root. */
  readonly file: string
  readonly #document: Document
  readonly #lines: LineCounter

  private constructor(file: string, text: string) {
    this.file = file
    this.#lines = new LineCounter()
    this.#document = parseDocument(text, { lineCounter: this.#lines })
  }

  static async read(root: string, file: string): Promise<PositionedFile> {
    return new PositionedFile(file, await readFile(resolve(root, file), 'utf8'))
  }

  /** The node at a path of keys, as far as the path exists; `query page_size` selects a parameter in a list. */
  follow(path: readonly string[]): { node: unknown; line: number | undefined; rest: readonly string[] } {
    let node: unknown = this.#document.contents
    let line = this.#lineOf(node)
    for (const [index, key] of path.entries()) {
      const next = childOf(node, key)
      if (next === undefined) return { node, line, rest: path.slice(index) }
      node = next.value
      line = this.#lineOf(next.key ?? next.value) ?? line
    }
    return { node, line, rest: [] }
  }

  #lineOf(node: unknown): number | undefined {
    const offset = (node as Node | null)?.range?.[0]
    return offset === undefined ? undefined : this.#lines.linePos(offset).line
  }
}

function childOf(node: unknown, key: string): { key?: unknown; value: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
    return pair && { key: pair.key, value: pair.value }
  }
  const named = isSeq(node) && node.items.find((item) => isMap(item) && `${item.get('in')} ${item.get('name')}` === key)
  if (named) return { value: named }
  if (isSeq(node) && /^\d+$/.test(key) && Number(key) < node.items.length) return { value: node.items[Number(key)] }
  return undefined
}
