import { createHash } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import { join, sep } from 'node:path'

/** By file: when it was changed, and its own scripts. */
const known = new Map<string, { modified: number; scripts: string[] }>()

/** They keep a page of the docs from running scripts that are not its own, and from being shown inside another page. */
export function securityHeaders(scripts: readonly string[] = []): Record<string, string> {
  const policy = [
    "default-src 'self'",
    `script-src ${["'self'", ...scripts].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    // The console sends requests to whatever server its reader names.
    'connect-src *',
    "object-src 'none'",
    "base-uri 'self'",
    "frame-ancestors 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  }
}

/** Scripts that a page was built with, such as those of the page for reading offline, by their hashes. */
export function ownScripts(file: string, modified: number): string[] {
  if (!file.endsWith('.html')) return []
  const found = known.get(file)
  if (found?.modified === modified) return found.scripts
  const html = readFileSync(file, 'utf8')
  const texts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi)].map(([, text = '']) => text)
  const scripts = [...new Set(texts)].map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
  known.set(file, { modified, scripts })
  return scripts
}

/** Whether a path leads to something inside the folder; a symbolic link may lead elsewhere. */
export function isInside(folder: string, pathname: string): boolean {
  try {
    const root = realpathSync(folder)
    const real = realpathSync(join(root, decodeURIComponent(pathname)))
    return real === root || real.startsWith(root + sep)
  } catch (error) {
    // What is not there is for others to say; links in a loop lead nowhere.
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
  }
}
