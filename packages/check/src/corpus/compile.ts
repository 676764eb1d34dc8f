import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Contract } from '@testsigma-tms/spec/contract'
import { freshlyGenerated, generateInto } from '../fresh.ts'
import { REVISION, readBundle } from '../release/released.ts'
import { runInPackage } from '../run.ts'
import type { CorpusFile, Statement } from './statement.ts'

/** A compile error in a statement. */
export interface CompileError {
  readonly statement: Statement
  /** The first sentence, without error code and position. */
  readonly message: string
}

/**
 * Compiles consumer code against the types and the client generated from a contract.
 * @throws when something other than a statement of the corpus does not compile, which would hide breaks
 */
export async function compileAgainst(
  root: string,
  bundle: Contract,
  corpus: readonly CorpusFile[],
): Promise<CompileError[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tms-corpus-'))
  try {
    await layOut(root, folder, bundle, corpus)
    // Single-threaded: other gates use the second core, and several threads check some types repeatedly.
    const { code, stdout, stderr } = await runInPackage(root, '.', `tsc -p "${folder}" --pretty false --singleThreaded`)
    const errors = parseErrors(stdout, new Map(corpus.map((file) => [`${file.name}.ts`, file])))
    if (code !== 0 && errors.length === 0) throw new Error(`tsc failed with ${code}: ${stdout}${stderr}`)
    return errors
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Copies the hand-written client and adds the client code generated from the contract, the types, and the corpus. */
async function layOut(root: string, folder: string, bundle: Contract, corpus: readonly CorpusFile[]): Promise<void> {
  const client = resolve(root, 'packages/client')
  await cp(resolve(client, 'src'), join(folder, 'client'), {
    recursive: true,
    filter: (source) => source !== resolve(client, 'src/generated'),
  })
  await Promise.all([
    generate(root, folder, bundle),
    symlink(resolve(client, 'node_modules'), join(folder, 'node_modules')),
    writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' })),
    writeFile(join(folder, 'tsconfig.json'), JSON.stringify(configuration(root, folder))),
    writeCorpus(join(folder, 'corpus'), corpus),
  ])
}

async function generate(root: string, folder: string, bundle: Contract): Promise<void> {
  const from = join(folder, 'openapi.json')
  const isOfToday = await isBundleOf(root, bundle)
  if (!isOfToday) await writeFile(from, JSON.stringify(bundle.document))
  const generated = [
    ['packages/types', join(folder, 'types')],
    ['packages/client', join(folder, 'client/generated')],
  ] as const
  await Promise.all(
    generated.map(async ([name, out]) => {
      if (isOfToday) await cp(await freshlyGenerated(root, name), out, { recursive: true })
      else await generateInto(root, name, `--from "${from}" --out "${out}"`)
    }),
  )
}

/** Whether this is the current contract, so that the output of the `generated` gate can be reused. */
async function isBundleOf(root: string, { document }: Contract): Promise<boolean> {
  const [yaml, json] = await Promise.all([
    readBundle(resolve(root, REVISION)),
    readFile(resolve(root, 'spec/dist/openapi.json'), 'utf8').catch(() => 'null'),
  ])
  return isDeepStrictEqual(yaml.document, document) && isDeepStrictEqual(JSON.parse(json), document)
}

async function writeCorpus(folder: string, corpus: readonly CorpusFile[]): Promise<void> {
  await mkdir(folder)
  await Promise.all(corpus.map(({ name, text }) => writeFile(join(folder, `${name}.ts`), text)))
}

/** Strict, as consumers configure it; lint-like options are off. */
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
