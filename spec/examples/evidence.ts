import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Contract, Json, Pointer } from '../contract/index.ts'

/** A documented example or an observed response, as stored in a file of `spec/evidence`. */
export interface Evidence {
  readonly operationId: string
  readonly kind: 'request' | 'response'
  readonly status: number | null
  readonly contentType: string
  readonly source: string
  readonly date: string
  readonly note?: string
  readonly body: Json
}

/** The paths of all files in the evidence folder except its README. @throws {Error} if a subfolder has none */
export function evidenceFiles(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => file !== 'README.md')
  for (const side of ['documented', 'observed']) {
    if (!files.some((file) => file.startsWith(`${side}/`))) throw new Error(`${join(folder, side)} has no files.`)
  }
  return files.sort()
}

/** Reads one evidence file. */
export function readEvidence(folder: string, file: string): Evidence {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Evidence
}

/** The schema of a payload. @throws {Error} if the contract has none */
export function schemaOf(contract: Contract, { operationId, kind, status, contentType }: Evidence): Pointer {
  const { requestBody, responses } = contract.operation(operationId)
  const owner = kind === 'request' ? requestBody : responses.get(String(status))
  const media = owner?.content.get(contentType)
  if (media) return media.schemaPointer
  throw new Error(
    `${operationId} has no ${kind === 'request' ? 'request body' : `response ${status}`} of the type ${contentType}.`,
  )
}

/** Whether a file is named after its content: `observed/listUsers.response.json`, `….response.closed.json`. */
export function isNamedAfterContent(file: string, { operationId, kind }: Evidence): boolean {
  return new RegExp(`^(documented|observed)/${operationId}\\.${kind}(\\.[a-z0-9-]+)?\\.json$`).test(file)
}
