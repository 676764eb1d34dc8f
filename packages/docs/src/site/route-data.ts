import { defineRouteMiddleware } from '@astrojs/starlight/route-data'
import { markdownAddress } from './addresses.ts'

/** Adds a link to the Markdown version of the page. */
export const onRequest = defineRouteMiddleware(({ url, locals }) => {
  const { head, entry } = locals.starlightRoute
  if (entry.id === '404') return
  head.push({
    tag: 'link',
    attrs: { rel: 'alternate', type: 'text/markdown', href: markdownAddress(url.pathname) },
  })
})
