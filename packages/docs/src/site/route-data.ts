import { defineRouteMiddleware } from '@astrojs/starlight/route-data'
import { markdownAddress } from './addresses.ts'

/** Links each page to its Markdown version, and lets long names in "On this page" break between words. */
export const onRequest = defineRouteMiddleware(({ url, locals }) => {
  const { head, entry, toc } = locals.starlightRoute
  if (toc) breakNames(toc.items)
  if (entry.id === '404') return
  head.push({
    tag: 'link',
    attrs: { rel: 'alternate', type: 'text/markdown', href: markdownAddress(url.pathname) },
  })
})

interface TocItem {
  text: string
  children: TocItem[]
}

/** `UpdateTestRunCasesMultipartRequest` may break before each capital, at a space without width. */
function breakNames(items: TocItem[]): void {
  for (const item of items) {
    item.text = item.text.replaceAll(/\S{24,}/g, (name) => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '\u200b'))
    breakNames(item.children)
  }
}
