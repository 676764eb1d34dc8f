import { realpathSync } from 'node:fs'
import { join, sep } from 'node:path'

/** They keep a page of the docs from running what is not its own file, and from being shown inside another page. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'self'",
    // Search in the docs is WebAssembly.
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    // The console sends requests to whatever server its reader names.
    'connect-src *',
    "object-src 'none'",
    "base-uri 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
}

/** Whether a path leads to something inside the folder; a symbolic link may lead elsewhere. */
export function isInside(folder: string, pathname: string): boolean {
  try {
    const root = realpathSync(folder)
    const real = realpathSync(join(root, decodeURIComponent(pathname)))
    return real === root || real.startsWith(root + sep)
  } catch {
    // What is not there is for others to say.
    return true
  }
}
