import type { Operation } from '../operation.ts'

/** Paths of the pages, from the root of the site; the build makes links relative. */
export const addresses = {
  start: '/',
  authentication: '/authentication/',
  generateKey: '/authentication/#generate-a-key',
  changelog: '/changelog/',
  reference: '/reference/',
  differences: '/known-differences/',
  machines: '/for-machines/',
  commands: (group: string) => `/commands/${slug(group)}/`,
  resource: (tag: string) => `/reference/${slug(tag)}/`,
  operation: ({ tag, id }: Pick<Operation, 'tag' | 'id'>) => `/reference/${slug(tag)}/${kebab(id)}/`,
  schemas: (group: string) => `/schemas/${slug(group)}/`,
}

/** `Test runs` gives `test-runs`. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

/** `listTestRuns` gives `list-test-runs`. */
export function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^-/, '')
}

/** The path of the same page as Markdown: `/a/b.md` for `/a/b/`, `/index.md` for `/`. */
export function markdownAddress(address: string): string {
  return address === '/' ? '/index.md' : `${address.replace(/\/$/, '')}.md`
}
