import { createHash } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import { join, sep } from 'node:path'

/** By file: time of change, and inline scripts. */
const known = new Map<string, { modified: number; scripts: string[] }>()

/** Headers that prevent docs pages from running foreign scripts and from being framed. */
export function securityHeaders(scripts: readonly string[] = []): Record<string, string> {
  const policy = [
    "default-src 'self'",
    `script-src ${["'self'", ...scripts].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    // The console sends requests to any server that the reader enters.
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

/** Hashes of a page's inline scripts, such as those of the offline page. */
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

/** Whether a path is inside the folder after resolving symbolic links. */
export function isInside(folder: string, pathname: string): boolean {
  try {
    const root = realpathSync(folder)
    const real = realpathSync(join(root, decodeURIComponent(pathname)))
    return real === root || real.startsWith(root + sep)
  } catch (error) {
    // A missing file is handled elsewhere (404); symbolic link loops are refused.
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
  }
}
