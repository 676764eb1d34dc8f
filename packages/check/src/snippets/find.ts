import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Language, languages, type Notation, notations } from '@testsigma-tms/docs/samples'
import { repositoryFiles } from '../repository-files.ts'

/** Code that a reader may copy: a code block of a Markdown file, or a sample file. */
export interface Snippet {
  readonly file: string
  /** First line of the code in the file, from 1. */
  readonly line: number
  /** The language name of the fence, or the name of the sample file. */
  readonly name: string
  /** Undefined for an unknown language name. */
  readonly language: Language | Notation | undefined
  readonly code: string
}

const SAMPLES = /^packages\/docs\/src\/generated\/samples\//

/** All snippets of the repository. */
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

/** Whether it is a programming language, not only data or text. */
export function isLanguage(language: Snippet['language']): language is Language {
  return language !== undefined && 'write' in language
}

function sampleIn(file: string, code: string): Snippet {
  const name = basename(file)
  return { file, line: 1, name, language: languages.find((language) => language.file === name), code }
}

/** The fenced code blocks of a Markdown text. In a list, a block and its code are indented. */
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
