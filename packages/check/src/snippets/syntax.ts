import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finding } from '@testsigma-tms/drift/report'
import { runInPackage } from '../run.ts'
import type { Snippet } from './find.ts'

export interface Parser {
  /** What the language is called in reports. */
  readonly name: string
  /** A command line that fails where the parser is not installed. */
  readonly isThere: string
  /** A command line that parses the files after it and prints `<file>:<line>:<message>` for each that does not parse. */
  readonly parse: string
}

export const shell: Parser = {
  name: 'shell',
  isThere: 'bash --version',
  parse: `bash -c 'for file; do bash -n "$file" 2>&1 | sed -E -n "s/^(.*): line ([0-9]+): /\\1:\\2:/p"; done' --`,
}

export const python: Parser = {
  name: 'Python',
  isThere: 'python3 --version',
  parse: `python3 -c '
import ast, sys
for file in sys.argv[1:]:
    try:
        ast.parse(open(file, encoding="utf-8").read())
    except SyntaxError as error:
        print(file, error.lineno, error.msg, sep=":")
'`,
}

/** Parses snippets. Answers with nothing where this machine has no parser for them. */
export async function checkSyntax(
  root: string,
  { name, isThere, parse }: Parser,
  snippets: readonly Snippet[],
): Promise<Finding[] | undefined> {
  if ((await runInPackage(root, '.', isThere)).code !== 0) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'tms-snippets-'))
  try {
    const files = snippets.map((_snippet, index) => join(folder, String(index)))
    await Promise.all(snippets.map(({ code }, index) => writeFile(files[index] as string, code)))
    const { code, stdout, stderr } = await runInPackage(root, '.', `${parse} ${files.join(' ')}`)
    if (code !== 0) throw new Error(`The parser for ${name} failed with ${code}: ${stderr}`)
    return stdout.split('\n').flatMap((line) => asFinding(line, folder, name, snippets))
  } finally {
    await rm(folder, { recursive: true })
  }
}

function asFinding(line: string, folder: string, name: string, snippets: readonly Snippet[]): Finding[] {
  const [, index, number, message] = line.slice(folder.length + 1).match(/^(\d+):(\d+):(.*)$/) ?? []
  const snippet = snippets[Number(index)]
  if (snippet === undefined || message === undefined) return []
  return [
    {
      where: { file: snippet.file, line: snippet.line + Number(number) - 1 },
      expected: `${name} that parses`,
      got: message.trim(),
      fix: 'change the snippet or, if it is generated, what generates it',
    },
  ]
}
