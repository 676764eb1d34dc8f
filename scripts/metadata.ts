import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Manifest, publishedPackages, readManifest, type WorkspacePackage } from './packages.ts'
import { stalePins, writePins } from './pins.ts'

/** Domains reserved by RFC 2606: the URL of the repository has not been set yet. */
const placeholder = /\.(example|invalid|test)(\/|$)/
const keywords = ['testsigma', 'test-management']
/** The ranges that `src/bin.ts` can parse. */
const nodeRange = /^(\^\d+\.\d+ \|\| )?>=\d+(\.\d+)?$/
const order = [
  'name',
  'version',
  'private',
  'description',
  'keywords',
  'homepage',
  'bugs',
  'repository',
  'license',
  'author',
  'type',
  'sideEffects',
  'engines',
  'bin',
  'exports',
  'publishConfig',
  'files',
  'scripts',
]

/** Problems in the metadata of a published package, one message per field. */
export function metadataProblems({ directory, manifest }: WorkspacePackage, root: Manifest): string[] {
  const problems: string[] = []
  const expect = (field: string, valid: boolean, expected: string) => {
    const got = JSON.stringify(manifest[field]) ?? 'nothing'
    if (!valid) problems.push(`${directory}/package.json: ${field}: expected ${expected}, got ${got}`)
  }
  for (const [field, value] of Object.entries(derived(directory, root)))
    expect(field, JSON.stringify(manifest[field]) === JSON.stringify(value), JSON.stringify(value))
  expect('description', /unofficial/i.test(manifest.description ?? ''), 'a sentence that says "unofficial"')
  expect(
    'keywords',
    keywords.every((word) => manifest.keywords?.includes(word)),
    `at least ${keywords.join(', ')}`,
  )
  expect('sideEffects', manifest.sideEffects !== undefined, 'false, or the files whose import has an effect')
  expect('engines', nodeRange.test(manifest.engines?.node ?? ''), '{"node": ">=<major>.<minor>"}')
  expect(
    'files',
    filesOfAll.every((file) => manifest.files?.includes(file)),
    `among others ${filesOfAll.join(', ')}`,
  )
  return problems
}

/** Placeholders at the root that must be replaced before anything is published. */
export function placeholders(root: Manifest): string[] {
  const url = root.repository?.url ?? ''
  if (url !== '' && !placeholder.test(url)) return []
  return [`package.json: repository.url is a placeholder (${url}): set it, then run "pnpm metadata --write"`]
}

/** URL of the repository on the web, from the root's `repository.url`. */
export function webAddress(root: Manifest): string {
  return (root.repository?.url ?? '').replace(/^git\+/, '').replace(/\.git$/, '')
}

const filesOfAll = ['CHANGELOG.md', 'LICENSE']

/** The fields that are derived from the root's package.json. */
function derived(directory: string, root: Manifest): Partial<Manifest> {
  const web = webAddress(root)
  return {
    homepage: `${web}/tree/main/${directory}#readme`,
    bugs: { url: `${web}/issues` },
    repository: { type: 'git', url: root.repository?.url ?? '', directory },
    license: root.license ?? '',
    author: root.author ?? '',
  }
}

/** The package.json with derived and common fields filled in, in the usual order. */
function completed({ directory, manifest }: WorkspacePackage, root: Manifest): Manifest {
  const all: Manifest = {
    ...manifest,
    ...derived(directory, root),
    keywords: [...new Set([...keywords, ...(manifest.keywords ?? [])])],
    files: [...new Set([...(manifest.files ?? []), ...filesOfAll])],
  }
  const rest = Object.keys(all).filter((field) => !order.includes(field))
  return Object.fromEntries(
    [...order, ...rest].flatMap((field) => (field in all ? [[field, all[field]]] : [])),
  ) as Manifest
}

function main(): void {
  const { values } = parseArgs({ options: { write: { type: 'boolean' }, release: { type: 'boolean' } } })
  const directory = join(import.meta.dirname, '..')
  const root = readManifest(join(directory, 'package.json'))
  if (values.write)
    for (const each of publishedPackages(directory))
      writeFileSync(
        join(directory, each.directory, 'package.json'),
        `${JSON.stringify(completed(each, root), null, 2)}\n`,
      )
  if (values.write) writePins(directory)
  const packages = publishedPackages(directory)
  const problems = [...packages.flatMap((each) => metadataProblems(each, root)), ...stalePins(directory)]
  if (values.release) problems.push(...placeholders(root))
  if (packages.length === 0) problems.push('no package is published: expected some in spec and packages/*')
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
  else console.log(`Metadata of ${packages.length} packages is complete`)
}

if (import.meta.main) main()
