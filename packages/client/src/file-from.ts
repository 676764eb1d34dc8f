import { kindOf } from './describe.ts'
import { UsageError } from './errors.ts'
import { ownOf } from './own.ts'
import { requireKind } from './require.ts'

interface Builtins {
  getBuiltinModule?(name: 'node:fs/promises'): { readFile(path: string | URL): Promise<Uint8Array<ArrayBuffer>> }
}

/**
 * Reads a file from disk, for uploads. Only in Node, Deno and Bun.
 * @param options.type media type @default none
 * @throws {UsageError} when the file cannot be read, or the runtime has no access to files
 * @example await tms.junitImports.create({ project_id, test_run_id, junit_xml: await fileFrom('report.xml') })
 */
export async function fileFrom(path: string | URL, options: { type?: string | undefined } = {}): Promise<File> {
  const files = (globalThis as { process?: Builtins }).process?.getBuiltinModule?.('node:fs/promises')
  if (!files) throw new UsageError('fileFrom: this runtime cannot read files. Give a Blob or a File instead.')
  if (typeof path !== 'string' && !(path instanceof URL)) {
    throw new UsageError(`fileFrom: the path must be a string or a URL, got ${kindOf(path)}.`)
  }
  const { type = '' } = ownOf('fileFrom: the options', options)
  requireKind('string', 'type', type)
  try {
    const name = path instanceof URL ? decodeURIComponent(path.pathname) : path
    return new File([await files.readFile(path)], name.replace(/^.*[\\/]/s, ''), { type })
  } catch (cause) {
    throw new UsageError(`fileFrom: "${path}" cannot be read: ${(cause as Error).message}.`, { cause })
  }
}
