import type { APIRoute, GetStaticPaths } from 'astro'
import { markdownAddress } from '../site/addresses.ts'
import { relativeLinks, type TextPage, textPages } from '../site/texts.ts'

/** Every page as Markdown, at its URL with `.md` instead of the trailing slash. */
export const getStaticPaths = (async () =>
  (await textPages())
    .flatMap(({ pages }) => pages)
    .map((page) => ({
      params: { page: markdownAddress(page.address).replace(/^\/|\.md$/g, '') },
      props: { page },
    }))) satisfies GetStaticPaths

export const GET: APIRoute<{ page: TextPage }> = ({
  props: {
    page: { address, title, markdown },
  },
}) => new Response(relativeLinks(`# ${title}\n\n${markdown}`, markdownAddress(address)))
