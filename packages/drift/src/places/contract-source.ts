import { globSync } from 'node:fs'
import { posix, resolve } from 'node:path'
import { parsePointer } from '@testsigma-tms/spec/contract'
import { isMap } from 'yaml'
import type { FilePlace } from '../report/result.ts'
import { PositionedFile } from './positioned-file.ts'

const INDEX = 'spec/openapi.yaml'

/** The hand-written files of the contract in `root`, used to find the source of a location in the bundle. */
export class ContractSource {
  readonly #root: string
  readonly #files = new Map<string, Promise<PositionedFile>>()

  constructor(root: string) {
    this.#root = root
  }

  /** The source of a JSON pointer (`#/…`) into the bundle, or of its nearest existing ancestor. */
  async place(pointer: string): Promise<FilePlace> {
    const [section, kind, name, ...below] = parsePointer(pointer)
    const component = section === 'components' && kind && name ? this.#componentFile(kind, name) : undefined
    return component ? this.#placeIn(component, below) : this.#placeIn(INDEX, parsePointer(pointer))
  }

  async #placeIn(file: string, path: readonly string[]): Promise<FilePlace> {
    const { node, line, rest } = (await this.#read(file)).follow(path)
    const reference = isMap(node) ? node.get('$ref') : undefined
    if (rest.length === 0 || typeof reference !== 'string') return { file, line }
    const [target = '', fragment = ''] = reference.split('#')
    const next = target === '' ? file : posix.join(posix.dirname(file), target)
    return this.#placeIn(next, [...parsePointer(`#${fragment}`), ...rest])
  }

  #read(file: string): Promise<PositionedFile> {
    const reading = this.#files.get(file) ?? PositionedFile.read(this.#root, file)
    this.#files.set(file, reading)
    return reading
  }

  /** Components in the bundle are named after their files. */
  #componentFile(kind: string, name: string): string | undefined {
    const files = globSync(`{resources,shared}/**/${name}.yaml`, { cwd: resolve(this.#root, 'spec') })
    const candidates = files.map((file) => `spec/${file.replaceAll('\\', '/')}`).sort()
    const inShared = candidates.find((file) => file.startsWith(`spec/shared/${kind}/`))
    return inShared ?? (kind === 'schemas' ? candidates.find((file) => !file.startsWith('spec/shared/')) : undefined)
  }
}
