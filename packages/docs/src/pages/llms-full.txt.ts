import type { APIRoute } from 'astro'
import { relativeLinks, textPages } from '../site/texts.ts'

/** All pages as one text. */
export const GET: APIRoute = async () => {
  const pages = (await textPages()).flatMap(({ pages }) => pages)
  return new Response(
    pages.map(({ title, markdown }) => relativeLinks(`# ${title}\n\n${markdown}`, '/llms-full.txt')).join('\n---\n\n'),
  )
}
