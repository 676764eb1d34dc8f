import { UsageError } from './errors.ts'

interface Builtins {
  getBuiltinModule?(name: 'node:fs/promises'): { readFile(path: string | URL): Promise<Uint8Array<ArrayBuffer>> }
}

/**
 * Reads a file from disk, for uploads. In Node, Deno and Bun only.
 * @param options.type media type @default none
 * @throws {UsageError} where the file cannot be read, or the runtime has no files
 * @example await tms.junitImports.create({ project_id, test_run_id, junit_xml: await fileFrom('report.xml') })
 */
export async function fileFrom(path: string | URL, { type = '' }: { type?: string | undefined } = {}): Promise<File> {
  const files = (globalThis as { process?: Builtins }).process?.getBuiltinModule?.('node:fs/promises')
  if (!files) throw new UsageError('fileFrom: this runtime cannot read files. Give a Blob or a File instead.')
  const name = decodeURIComponent(path instanceof URL ? path.pathname : '') || String(path)
  try {
    return new File([await files.readFile(path)], name.replace(/^.*[\\/]/, ''), { type })
  } catch (cause) {
    throw new UsageError(`fileFrom: "${path}" cannot be read: ${(cause as Error).message}.`, { cause })
  }
}
