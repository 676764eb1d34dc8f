import type { Language } from './language.ts'
import { curl } from './languages/curl.ts'
import { javascript } from './languages/javascript.ts'
import { python } from './languages/python.ts'
import { typescript } from './languages/typescript.ts'

/** Every language of the samples, in the order of the tabs. */
export const languages: readonly Language[] = [curl, javascript, python, typescript]
