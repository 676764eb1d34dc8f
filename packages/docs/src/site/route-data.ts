import { defineRouteMiddleware } from '@astrojs/starlight/route-data'
import { markdownAddress } from './addresses.ts'

/** Tells programs where the same page is as Markdown. */
export const onRequest = defineRouteMiddleware(({ url, locals }) => {
  const { head, entry } = locals.starlightRoute
  if (entry.id === '404') return
  head.push({
    tag: 'link',
    attrs: { rel: 'alternate', type: 'text/markdown', href: markdownAddress(url.pathname) },
  })
})
