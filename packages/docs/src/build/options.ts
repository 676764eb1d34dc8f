import { readdir, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export const USAGE = `Usage: pnpm docs:build [--site <url>] [--out <folder>]

  --site   where the site will be, for the sitemap and the 404 page, such as https://example.org/base/;
           default: the local server, http://127.0.0.1:4010/
  --out    folder to write, which is replaced if it contains an earlier build; default: packages/docs/dist
  --help   print this
`

/** A wrong option. The message says what was expected. */
export class BuildUsageError extends Error {
  override readonly name = 'BuildUsageError'
}

export interface BuildOptions {
  /** Ends with a slash. */
  readonly site: URL
  /** Absolute. */
  readonly out: string
}

/** @throws {BuildUsageError} @returns undefined when help was asked for */
export async function readBuildOptions(args: readonly string[], defaultOut: string): Promise<BuildOptions | undefined> {
  const { site, out, help } = parse(args)
  if (help) return undefined
  return { site: siteFrom(site ?? 'http://127.0.0.1:4010/'), out: await replaceable(resolve(out ?? defaultOut)) }
}

function parse(args: readonly string[]) {
  try {
    const options = { out: { type: 'string' }, site: { type: 'string' }, help: { type: 'boolean' } } as const
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new BuildUsageError((error as Error).message.split('. ')[0] ?? '')
  }
}

function siteFrom(text: string): URL {
  const url = URL.parse(text)
  const isPlain = url !== null && url.username === '' && url.search === '' && url.hash === ''
  if (!isPlain || !/^https?:$/.test(url.protocol)) {
    const got = url?.username ? 'a URL with a user name' : JSON.stringify(text)
    throw new BuildUsageError(`--site must be an http or https URL such as https://example.org/base/, got ${got}`)
  }
  return new URL(url.href.replace(/\/?$/, '/'))
}

/** Refuses a folder with anything else than an earlier build, because the build replaces it. */
async function replaceable(out: string): Promise<string> {
  const found = await stat(out).catch(() => undefined)
  if (found === undefined) return out
  if (!found.isDirectory()) throw new BuildUsageError(`--out must be a folder, but ${out} is a file`)
  const names = await readdir(out)
  const isBuild = ['index.html', 'offline.html', '_astro'].every((name) => names.includes(name))
  if (names.length > 0 && !isBuild) {
    throw new BuildUsageError(`--out must be new, empty or an earlier build, but ${out} has other files`)
  }
  return out
}
