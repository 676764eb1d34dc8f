import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Exchange, mediaTypeOf, readBody } from '@testsigma-tms/spec/conformance'
import { type Contract, isObject, type Json, type Operation } from '@testsigma-tms/spec/contract'
import { Scrubber } from '../scrub/scrubber.ts'
import { MOST_NESTED } from '../scrub/vocabulary.ts'

/** A payload in the format of `spec/evidence`. */
interface EvidenceFile {
  readonly operationId: string
  readonly kind: 'request' | 'response'
  readonly status: number | null
  readonly contentType: string
  readonly source: string
  readonly date: string
  readonly note: string
  readonly body: Json
}

/** Maximum number of list entries kept; only entries with a new field or type are kept. */
const MOST_ENTRIES = 5

/** Collects responses with a field, or a type of a field, that no earlier evidence has. */
export class EvidenceCollector {
  readonly #folder: string
  readonly #date: string
  readonly #scrubber: Scrubber
  readonly #known = new Set<string>()
  readonly #files = new Map<string, EvidenceFile>()

  constructor(folder: string, contract: Contract, date: string) {
    this.#folder = folder
    this.#date = date
    this.#scrubber = new Scrubber(contract)
  }

  /** Reads the existing evidence in a folder. A missing folder counts as empty. */
  async learn(folder: string): Promise<void> {
    const names = await readdir(folder).catch(() => [])
    for (const name of names.filter((one) => one.endsWith('.json'))) {
      const file = await readEvidence(join(folder, name))
      if (file.kind !== 'response' || file.body === undefined) continue
      for (const fact of factsIn(file.body)) this.#known.add(`${file.operationId} ${file.status} ${fact}`)
    }
  }

  async add(operation: Operation, { response }: Exchange): Promise<void> {
    const type = mediaTypeOf(response)
    const body = type === 'application/json' ? await readBody(response, type) : undefined
    if (body === undefined) return
    const prefix = `${operation.id} ${response.status}`
    const scrubbed = this.#scrubber.value(shortened(body))
    // Compares the scrubbed payload, because field names may have been replaced.
    const facts = factsIn(scrubbed).map((fact) => `${prefix} ${fact}`)
    if (facts.every((fact) => this.#known.has(fact))) return
    for (const fact of facts) this.#known.add(fact)
    const name = await this.#freeName(operation.id)
    this.#files.set(name, {
      operationId: operation.id,
      kind: 'response',
      status: response.status,
      contentType: type,
      source: 'tms-drift live',
      date: this.#date,
      note: 'Reconstructs the recorded structure; ids and texts are made up.',
      body: scrubbed,
    })
  }

  /** Writes the files and returns their names. */
  async save(): Promise<string[]> {
    await mkdir(this.#folder, { recursive: true })
    for (const [name, file] of this.#files) {
      await writeFile(join(this.#folder, name), `${JSON.stringify(file, null, 2)}\n`)
    }
    return [...this.#files.keys()]
  }

  async #freeName(operationId: string): Promise<string> {
    for (let number = 1; ; number++) {
      const name = `${operationId}.response.live-${this.#date}${number === 1 ? '' : `-${number}`}.json`
      const isTaken = await access(join(this.#folder, name)).then(
        () => true,
        () => false,
      )
      if (!isTaken && !this.#files.has(name)) return name
    }
  }
}

async function readEvidence(file: string): Promise<Partial<EvidenceFile>> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    throw new Error(`${file} is not JSON. Expected evidence; remove it, or choose another folder.`)
  }
}

/** The path and type of every field in a value; the entries of a list share one path. */
function factsIn(value: Json, way = ''): string[] {
  if (way.split('/').length > MOST_NESTED) return []
  if (Array.isArray(value)) return [`${way} list`, ...new Set(value.flatMap((entry) => factsIn(entry, `${way}/*`)))]
  if (!isObject(value)) return [`${way} ${value === null ? 'null' : typeof value}`]
  return [`${way} object`, ...Object.entries(value).flatMap(([name, part]) => factsIn(part, `${way}/${name}`))]
}

/** Reduces lists to the entries with a field or type of their own. */
function shortened(value: Json, depth = 0): Json {
  if (depth > MOST_NESTED) return null
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shortened(part, depth + 1)]))
  }
  if (!Array.isArray(value)) return value
  const shown = new Set<string>()
  const telling = value.filter((entry) => {
    const facts = factsIn(entry).filter((fact) => !shown.has(fact))
    for (const fact of facts) shown.add(fact)
    return facts.length > 0
  })
  return telling.slice(0, MOST_ENTRIES).map((entry) => shortened(entry, depth + 1))
}
