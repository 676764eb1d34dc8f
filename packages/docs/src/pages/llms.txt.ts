import type { APIRoute } from 'astro'
import { contract } from '../contract.ts'
import { markdownAddress } from '../site/addresses.ts'
import { machineFiles } from '../site/pages/machines.ts'
import { textPages } from '../site/texts.ts'

/** The list of all pages in the llmstxt.org format, with links that work below any path. */
export const GET: APIRoute = async () => {
  const groups = (await textPages()).filter(({ pages }) => pages.length > 0)
  const sections = groups.map(({ group, pages }) => {
    const lines = pages.map(
      ({ title, address, description }) => `- [${title}](${markdownAddress(address).slice(1)}): ${description}`,
    )
    return `## ${group}\n\n${lines.join('\n')}\n`
  })
  const files = machineFiles.map(({ address, what }) => `- [${address.slice(1)}](${address.slice(1)}): ${what}`)
  return new Response(
    [`# ${contract.info.title}\n\n> ${contract.info.summary}\n`, ...sections, `## Files\n\n${files.join('\n')}\n`].join(
      '\n',
    ),
  )
}
