import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Code that reads an OpenAPI document itself, instead of using `@testsigma-tms/spec/contract`. */
export interface OwnReading {
  readonly file: string
  readonly line: number
  readonly what: string
  readonly code: string
}

const VERB = /'(get|put|post|delete|patch|head|options|trace)'/.source

/** Patterns that indicate such code. */
const SIGNS: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'follows a reference',
    /\.\$ref\b|\[['"]\$ref['"]\]|['"]\$ref['"] in\b|\.get\(['"]\$ref['"]\)|\{[^{}]*\$ref\b[^{}]*\}\s*(:[^=]*)?=(?![=>])/,
  ],
  [
    'reads the paths of a document',
    /\b(document|contract|bundle|openapi|spec)\.paths\b|\{[^{}]*\bpaths\b[^{}]*\} = (document|contract|bundle)\b/,
  ],
  ['lists the methods of a path item', new RegExp(`\\[\\s*${VERB},\\s*${VERB},`)],
  ['escapes names for pointers', /['"/]~[01]['"/]/],
]

/** Finds these patterns in one source file. */
export function ownReadings(file: string, source: string): OwnReading[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
  return code.split('\n').flatMap((text, index) => {
    const line = text.replace(/(^|\s)\/\/ .*$/, '')
    return SIGNS.filter(([, pattern]) => pattern.test(line)).map(([what]) => {
      return { file, line: index + 1, what, code: line.trim() }
    })
  })
}

/** The source files of all packages, except tests, because those write documents, too. */
export function sourceFiles(root: string): string[] {
  const folders = ['packages/*', 'scripts', 'spec/{conformance,examples,schema}']
  return globSync(
    folders.map((folder) => `${folder}/**/*.{ts,astro,js}`),
    {
      cwd: root,
      exclude: (path) => /(^|[\\/])(node_modules|dist|generated|test|competitors|mutants|\.astro)$/.test(String(path)),
    },
  )
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
}

export function readSource(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8')
}
