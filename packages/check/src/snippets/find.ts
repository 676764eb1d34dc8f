import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Language, languages, type Notation, notations } from '@testsigma-tms/docs/samples'
import { repositoryFiles } from '../repository-files.ts'

/** Code that a reader may copy: a block of a Markdown file, or a file of samples. */
export interface Snippet {
  readonly file: string
  /** Line of the file on which the code begins, from 1. */
  readonly line: number
  /** What the fence or the file calls the language. */
  readonly name: string
  /** Undefined where the list of languages does not know the name. */
  readonly language: Language | Notation | undefined
  readonly code: string
}

const SAMPLES = /^packages\/docs\/src\/generated\/samples\//

/** Every snippet of the repository. */
export async function findSnippets(root: string): Promise<Snippet[]> {
  const files = (await repositoryFiles(root)).filter((file) => !file.includes('/fixtures/'))
  const found = await Promise.all(
    files.map(async (file) => {
      if (/\.mdx?$/.test(file)) return blocksOf(file, await readFile(join(root, file), 'utf8'))
      return SAMPLES.test(file) ? [sampleIn(file, await readFile(join(root, file), 'utf8'))] : []
    }),
  )
  return found.flat()
}

/** Whether samples are written in it, so that it is more than data or text. */
export function isLanguage(language: Snippet['language']): language is Language {
  return language !== undefined && 'write' in language
}

function sampleIn(file: string, code: string): Snippet {
  const name = basename(file)
  return { file, line: 1, name, language: languages.find((language) => language.file === name), code }
}

/** The fenced blocks of a Markdown text. One in a list is indented, and so is its code. */
function blocksOf(file: string, markdown: string): Snippet[] {
  const blocks = markdown.matchAll(/^([ \t]*)(`{3,}|~{3,})([^\s`{]*).*\n([\s\S]*?)^[ \t]*\2[ \t]*$/gm)
  return Array.from(blocks, ({ 1: indent = '', 3: name = '', 4: code = '', index }) => ({
    file,
    line: markdown.slice(0, index).split('\n').length + 1,
    name,
    language: [...languages, ...notations].find(({ fences }) => fences.includes(name.toLowerCase())),
    code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }))
}
