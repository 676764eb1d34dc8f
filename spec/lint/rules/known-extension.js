import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { explain } from '../explain.js'

/** Maps whose keys are chosen by the author, such as the header `x-request-id`. */
const NAMED = /Map$|^Named|^Example$/

function explainedIn(readme) {
  const rows = readme.matchAll(/^\|\s*`(x-[A-Za-z-]+)`\s*\|/gm)
  return new Set([...rows].map(([, name]) => name))
}

function readExplained(folder) {
  try {
    return explainedIn(readFileSync(join(folder, 'README.md'), 'utf8'))
  } catch {
    return new Set()
  }
}

/** Every vendor extension has a row in the table of the README.md next to the root document. */
export function KnownExtension() {
  let explained = new Set()
  return {
    Root(_root, ctx) {
      explained = readExplained(dirname(ctx.location.source.absoluteRef))
    },
    any(node, ctx) {
      if (typeof node !== 'object' || node === null || NAMED.test(ctx.type.name ?? '')) return
      for (const name of Object.keys(node)) {
        if (!name.startsWith('x-') || explained.has(name)) continue
        ctx.report({
          message: explain(
            'every vendor extension to be in the table of README.md',
            `${name}, which is not`,
            'add a row with its location and meaning, or remove the extension',
          ),
          location: ctx.location.child(name).key(),
        })
      }
    },
  }
}
