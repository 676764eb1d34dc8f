import { createHash } from 'node:crypto'
import { mkdir, readFile, readlink, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GateResult } from '@testsigma-tms/drift/report'
import type { Gate } from './gate.ts'
import { repositoryFiles } from './repository-files.ts'
import { runInPackage } from './run.ts'

const FOLDER = 'node_modules/.cache/tms-check'

/** Caches the last clean result of each gate until a file that the gate reads changes. See adr/0015. */
export class Cache {
  readonly #root: string
  readonly #before: Snapshot

  private constructor(root: string, before: Snapshot) {
    this.#root = root
    this.#before = before
  }

  static async open(root: string): Promise<Cache> {
    return new Cache(root, await takeSnapshot(root))
  }

  /** Returns the cached result of a gate if its inputs are unchanged. */
  async recall(gate: Gate): Promise<GateResult | undefined> {
    const kept = await readFile(this.#file(gate), 'utf8')
      .then(JSON.parse)
      .catch(() => undefined)
    return kept?.key === (await this.#key(gate, this.#before))
      ? { ...kept.result, milliseconds: 0, cached: true }
      : undefined
  }

  /** Caches clean and complete results, unless a file was changed while the gates were running. */
  async keep(gates: readonly Gate[], results: readonly GateResult[]): Promise<void> {
    const fresh = results.filter(({ status, skipped, cached }) => status === 'clean' && !skipped && !cached)
    if (fresh.length === 0) return
    const after = await takeSnapshot(this.#root)
    await mkdir(join(this.#root, FOLDER), { recursive: true })
    for (const result of fresh) {
      const gate = gates.find(({ name }) => name === result.gate)
      if (gate === undefined) continue
      const key = await this.#key(gate, this.#before)
      if (key === (await this.#key(gate, after))) await this.#write(gate, JSON.stringify({ key, result }))
    }
  }

  async #key({ name, reads, tools = [] }: Gate, snapshot: Snapshot): Promise<string> {
    const hash = createHash('sha256').update([name, process.version, process.platform, process.arch].join())
    for (const [file, content] of snapshot) {
      if (isReadBy(reads, file)) hash.update(`\n${file}\0${content}`)
    }
    for (const tool of tools) hash.update(`\n${JSON.stringify(await runInPackage(this.#root, '.', tool))}`)
    return hash.digest('hex')
  }

  async #write(gate: Gate, text: string): Promise<void> {
    const draft = `${this.#file(gate)}.${process.pid}`
    await writeFile(draft, text)
    await rename(draft, this.#file(gate))
  }

  #file({ name }: Gate): string {
    return join(this.#root, FOLDER, `${name}.json`)
  }
}

/** Content hashes by path. */
type Snapshot = ReadonlyMap<string, string>

async function takeSnapshot(root: string): Promise<Snapshot> {
  // One file stands for all installed packages: the lockfile contains their versions and checksums.
  const files = [...(await repositoryFiles(root)), 'node_modules/.pnpm/lock.yaml']
  return new Map(await Promise.all(files.map(async (file) => [file, await hashOf(join(root, file))] as const)))
}

async function hashOf(file: string): Promise<string> {
  const content = await readFile(file).catch((error) => {
    if (error.code === 'ENOENT') return 'missing'
    if (error.code === 'EISDIR') return readlink(file)
    throw error
  })
  return createHash('sha256').update(content).digest('hex')
}

/** Every gate also reads the files in the root, the installed packages, the list of packages, and this package. */
function isReadBy(folders: readonly string[] | undefined, file: string): boolean {
  const always = ['packages/check', 'packages/drift', 'node_modules']
  return (
    !file.includes('/') ||
    /^packages\/[^/]+\/package\.json$/.test(file) ||
    folders === undefined ||
    [...always, ...folders].some((folder) => file.startsWith(`${folder}/`))
  )
}
