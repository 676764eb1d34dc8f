import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Parser } from '@testsigma-tms/docs/samples'
import type { Finding } from '@testsigma-tms/drift/report'
import { runInPackage } from '../run.ts'
import type { Snippet } from './find.ts'

/** Parses snippets. Returns undefined if this machine has no parser for them. */
export async function checkSyntax(
  root: string,
  { tool, command }: Parser,
  snippets: readonly Snippet[],
): Promise<Finding[] | undefined> {
  if ((await runInPackage(root, '.', tool.isThere)).code !== 0) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'tms-snippets-'))
  try {
    const files = snippets.map((_snippet, index) => join(folder, String(index)))
    await Promise.all(snippets.map(({ code }, index) => writeFile(files[index] as string, code)))
    const { code, stdout, stderr } = await runInPackage(root, '.', `${command} ${files.join(' ')}`)
    if (code !== 0) throw new Error(`${tool.name} failed with ${code}: ${stderr}`)
    return stdout.split('\n').flatMap((line) => asFinding(line, folder, tool.name, snippets))
  } finally {
    await rm(folder, { recursive: true })
  }
}

function asFinding(line: string, folder: string, parser: string, snippets: readonly Snippet[]): Finding[] {
  const [, index, number, message] = line.slice(folder.length + 1).match(/^(\d+):(\d+):(.*)$/) ?? []
  const snippet = snippets[Number(index)]
  if (snippet === undefined || message === undefined) return []
  return [
    {
      where: { file: snippet.file, line: snippet.line + Number(number) - 1 },
      expected: `code that ${parser} parses`,
      got: message.trim(),
      fix: 'change the snippet or, if it is generated, what generates it',
    },
  ]
}
