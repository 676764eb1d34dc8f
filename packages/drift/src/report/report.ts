import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { UsageError } from '../command-line/usage-error.ts'
import { codequality } from './codequality.ts'
import { github } from './github.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import { pretty } from './pretty.ts'
import type { GateResult } from './result.ts'
import { sarif } from './sarif.ts'

const FORMATS: Readonly<Record<string, (results: readonly GateResult[], stream?: NodeJS.WriteStream) => string>> = {
  pretty,
  json,
  sarif,
  junit,
  github,
  codequality,
  markdown,
}

/** A report as text, without colours. @throws {UsageError} when the format is unknown */
export function rendered(results: readonly GateResult[], format: string): string {
  return rendererOf(format)(results)
}

function rendererOf(format: string): (results: readonly GateResult[], stream?: NodeJS.WriteStream) => string {
  const render = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined
  if (render) return render
  throw new UsageError(`--format: unknown format "${format}"; expected one of ${Object.keys(FORMATS).join(', ')}`)
}

/** `parseArgs` options of every command with a report. */
export const REPORT_OPTIONS = {
  format: { type: 'string', default: 'pretty' },
  output: { type: 'string' },
} as const

/** Their lines in the help. */
export const REPORT_HELP = `  --format <name>   ${Object.keys(FORMATS).join(', ')} (default: pretty)
  --output <file>   write the report to this file, and the pretty one to stderr`

export interface ReportOptions {
  readonly format: string
  readonly output?: string | undefined
}

/**
 * Checks the options before the work begins, and returns the function that writes the report.
 * @throws {UsageError} when the format is unknown, or the file cannot be written
 */
export async function prepareReport({
  format,
  output,
}: ReportOptions): Promise<(results: readonly GateResult[]) => Promise<void>> {
  const render = rendererOf(format)
  if (output === undefined) return async (results) => void process.stdout.write(render(results, process.stdout))

  const draft = `${output}.${process.pid}.part`
  await refuseFolder(output)
  await writeWholly(draft, '')
  await rm(draft)
  return async (results) => {
    await writeWholly(draft, render(results))
    await rename(draft, output)
    process.stderr.write(pretty(results, process.stderr))
  }
}

async function refuseFolder(output: string): Promise<void> {
  const there = await stat(output).catch(() => undefined)
  if (there?.isDirectory()) throw new UsageError(`--output: ${output} is a folder; expected a file`)
}

async function writeWholly(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error) => {
    throw new UsageError(`--output: cannot write there: ${error.message}`)
  })
}
