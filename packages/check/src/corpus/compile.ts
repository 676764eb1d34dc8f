import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Contract } from '@testsigma-tms/spec/contract'
import { runInPackage } from '../run.ts'
import type { CorpusFile, Statement } from './statement.ts'

/** What the compiler says about a statement. */
export interface CompileError {
  readonly statement: Statement
  /** The first sentence, without code and place. */
  readonly message: string
}

/**
 * Compiles consumer code against the types and the client that a contract gives.
 * @throws when anything else than a statement of the corpus does not compile: types that are broken hide what they break
 */
export async function compileAgainst(
  root: string,
  bundle: Contract,
  corpus: readonly CorpusFile[],
): Promise<CompileError[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tms-corpus-'))
  try {
    await layOut(root, folder, bundle, corpus)
    const { code, stdout, stderr } = await runInPackage(root, '.', `tsc -p "${folder}" --pretty false`)
    const errors = parseErrors(stdout, new Map(corpus.map((file) => [`${file.name}.ts`, file])))
    if (code !== 0 && errors.length === 0) throw new Error(`tsc failed with ${code}: ${stdout}${stderr}`)
    return errors
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The client with its hand-written part as it is and its generated part from the contract, the types, and the corpus. */
async function layOut(root: string, folder: string, bundle: Contract, corpus: readonly CorpusFile[]): Promise<void> {
  const client = resolve(root, 'packages/client')
  await cp(resolve(client, 'src'), join(folder, 'client'), {
    recursive: true,
    filter: (source) => source !== resolve(client, 'src/generated'),
  })
  const file = join(folder, 'openapi.json')
  await writeFile(file, JSON.stringify(bundle.document))
  await Promise.all([
    generate(root, 'packages/types', file, join(folder, 'types')),
    generate(root, 'packages/client', file, join(folder, 'client/generated')),
    symlink(resolve(client, 'node_modules'), join(folder, 'node_modules')),
    writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' })),
    writeFile(join(folder, 'tsconfig.json'), JSON.stringify(configuration(root, folder))),
    writeCorpus(join(folder, 'corpus'), corpus),
  ])
}

async function generate(root: string, folder: string, from: string, out: string): Promise<void> {
  const { scripts } = JSON.parse(await readFile(resolve(root, folder, 'package.json'), 'utf8'))
  const { code, stderr } = await runInPackage(root, folder, `${scripts.generate} --from "${from}" --out "${out}"`)
  if (code !== 0) throw new Error(`${folder}: the script "generate" failed with ${code}: ${stderr.trim()}`)
}

async function writeCorpus(folder: string, corpus: readonly CorpusFile[]): Promise<void> {
  await mkdir(folder)
  await Promise.all(corpus.map(({ name, text }) => writeFile(join(folder, `${name}.ts`), text)))
}

/** Strict, as consumers have it; nothing is asked of the corpus beyond its types. */
function configuration(root: string, folder: string) {
  return {
    extends: resolve(root, 'tsconfig.json'),
    compilerOptions: {
      noUnusedLocals: false,
      noUnusedParameters: false,
      typeRoots: [resolve(root, 'node_modules/@types')],
      paths: {
        '@testsigma-tms/types': [join(folder, 'types/openapi.ts')],
        '@testsigma-tms/client': [join(folder, 'client/index.ts')],
        '@testsigma-tms/client/http': [join(folder, 'client/http.ts')],
      },
    },
    include: ['corpus'],
  }
}

function parseErrors(output: string, corpus: ReadonlyMap<string, CorpusFile>): CompileError[] {
  return [...output.matchAll(/^(.+?)\((\d+),\d+\): error TS\d+: (.*)$/gm)].map(
    ([text, path = '', line, message = '']) => {
      const file = /\/corpus\/([^/]+)$/.exec(path)?.[1]
      const statement = corpus.get(file ?? '')?.statements[Number(line)]
      if (statement === undefined) throw new Error(`The client does not compile, which hides what is broken: ${text}`)
      return { statement, message }
    },
  )
}
