import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryFiles } from '../repository-files.ts'

/** Languages whose snippets are looked at, by what a fence or a file calls them. */
const LANGUAGES = {
  ts: 'ts',
  typescript: 'ts',
  js: 'js',
  javascript: 'js',
  mjs: 'js',
  sh: 'sh',
  bash: 'sh',
  shell: 'sh',
  py: 'python',
  python: 'python',
} as const

export type Language = (typeof LANGUAGES)[keyof typeof LANGUAGES]

/** Code that a reader may copy: a block of a Markdown file, or a file of samples. */
export interface Snippet {
  readonly file: string
  /** Line of the file on which the code begins, from 1. */
  readonly line: number
  readonly language: Language
  readonly code: string
}

const SAMPLES = /^packages\/docs\/src\/generated\/samples\/.*\.(\w+)$/

/** Every snippet of the repository. */
export async function findSnippets(root: string): Promise<Snippet[]> {
  const files = (await repositoryFiles(root)).filter((file) => !file.includes('/fixtures/'))
  const found = await Promise.all(
    files.map(async (file) => {
      if (/\.mdx?$/.test(file)) return blocksOf(file, await readFile(join(root, file), 'utf8'))
      const [, extension] = file.match(SAMPLES) ?? []
      const language = languageOf(extension)
      return language ? [{ file, line: 1, language, code: await readFile(join(root, file), 'utf8') }] : []
    }),
  )
  return found.flat()
}

/** The fenced blocks of a Markdown text. One in a list is indented, and so is its code. */
function blocksOf(file: string, markdown: string): Snippet[] {
  return Array.from(markdown.matchAll(/^([ \t]*)(`{3,}|~{3,})(\w*).*\n([\s\S]*?)^[ \t]*\2[ \t]*$/gm)).flatMap(
    (match) => {
      const [, indent = '', , name, code = ''] = match
      const language = languageOf(name)
      if (language === undefined) return []
      const line = markdown.slice(0, match.index).split('\n').length + 1
      return [{ file, line, language, code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), '') }]
    },
  )
}

function languageOf(name = ''): Language | undefined {
  const key = name.toLowerCase()
  return Object.hasOwn(LANGUAGES, key) ? LANGUAGES[key as keyof typeof LANGUAGES] : undefined
}
