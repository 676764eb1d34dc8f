import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Finding } from '@testsigma-tms/drift/report'
import { runInPackage } from './run.ts'

/** A workspace package whose script `generate` takes `--out <folder>`. */
export interface Generator {
  /** Folder of the package. */
  readonly folder: string
  /** Folder below it that the script writes by default. */
  readonly output: string
}

export interface Freshness {
  readonly findings: readonly Finding[]
  readonly compared: { readonly files: number }
}

/** Generates afresh, elsewhere, and compares what is committed with the result, byte by byte. */
export async function compareWithFresh(root: string, { folder, output }: Generator): Promise<Freshness> {
  const fresh = await mkdtemp(join(tmpdir(), 'tms-fresh-'))
  try {
    await generateInto(fresh, root, folder)
    const expected = await readTree(fresh)
    if (expected.size === 0) throw new Error(`${folder}: the script "generate" wrote nothing.`)
    const got = await readTree(resolve(root, folder, output))
    const names = [...new Set([...expected.keys(), ...got.keys()])].sort()
    const findings = names.flatMap((name) => {
      return differenceIn(`${folder}/${output}/${name}`, expected.get(name), got.get(name)) ?? []
    })
    return { findings, compared: { files: expected.size } }
  } finally {
    await rm(fresh, { recursive: true })
  }
}

async function generateInto(output: string, root: string, folder: string): Promise<void> {
  const { scripts } = JSON.parse(await readFile(resolve(root, folder, 'package.json'), 'utf8'))
  const { code, stderr } = await runInPackage(root, folder, `${scripts.generate} --out "${output}"`)
  if (code !== 0) throw new Error(`${folder}: the script "generate" failed with ${code}: ${stderr.trim()}`)
}

/** Every file below a folder, by its path there. A folder that does not exist has none. */
async function readTree(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  return new Map(files.map((file, index) => [file.slice(folder.length + 1), contents[index] ?? '']))
}

function differenceIn(file: string, expected: string | undefined, got: string | undefined): Finding | undefined {
  if (expected === got) return undefined
  const fix = 'change the contract or the generator, then run `pnpm generate` and commit the result'
  if (expected === undefined)
    return { where: { file }, expected: 'no such file', got: 'a file that nothing generates', fix }
  if (got === undefined) return { where: { file }, expected: 'a generated file', got: 'no such file', fix }

  const endings = lineEndings(expected, got)
  if (endings)
    return {
      where: { file },
      ...endings,
      fix: 'let git write lines as they are committed: `git config core.autocrlf false`, then check out again',
    }
  const [expectedLines, gotLines] = [expected.split('\n'), got.split('\n')]
  const line = expectedLines.findIndex((text, index) => text !== gotLines[index])
  const index = line === -1 ? expectedLines.length : line
  return {
    where: { file, line: index + 1 },
    expected: expectedLines[index] ?? 'the end of the file',
    got: gotLines[index] ?? 'the end of the file',
    fix,
  }
}

/** What differs when it is nothing but the ends of lines, which look alike. */
function lineEndings(expected: string, got: string): { expected: string; got: string } | undefined {
  if (expected.replaceAll('\r\n', '\n') !== got.replaceAll('\r\n', '\n')) return undefined
  const nameOf = (text: string) => (text.includes('\r\n') ? 'CRLF (\\r\\n)' : 'LF (\\n)')
  return { expected: `lines that end with ${nameOf(expected)}`, got: `lines that end with ${nameOf(got)}` }
}
