import type { Language } from './language.ts'
import { curl } from './languages/curl.ts'
import { javascript } from './languages/javascript.ts'
import { python } from './languages/python.ts'
import { typescript } from './languages/typescript.ts'
import type { SampleRequest } from './request.ts'

/** The languages of the samples, in the order of the tabs. */
export const languages: readonly Language[] = [curl, javascript, python, typescript]

export interface Sample {
  /** Display name of the language, shown on the tab. */
  label: string
  /** Name for syntax highlighting. */
  lang: string
  file: string
  text: string
}

/** Writes a request in every language that can express it. */
export function writeSamples(request: SampleRequest): Sample[] {
  return languages.flatMap(({ label, lang, file, write }) => {
    const text = write(request)
    return text === undefined ? [] : [{ label, lang, file, text }]
  })
}
