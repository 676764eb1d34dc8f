import type { Hit } from '../search/engine.ts'
import type { Excerpt } from '../search/excerpt.ts'

/** Maximum number of further sections shown below the best one. */
const otherSections = 2

/**
 * A page in the search results: a link to the best section, and smaller links to others. `root` is the root of the
 * site.
 */
export function resultItem({ title, method, sections }: Hit, root: URL): HTMLLIElement {
  const li = document.createElement('li')
  const [best, ...others] = sections
  if (!best) return li
  const link = linkTo(best.address, root)
  if (method) link.append(element('span', `method ${method.toLowerCase()}`, method), ' ')
  link.append(element('strong', '', title))
  if (best.heading) link.append(' ', element('span', 'section', `› ${best.heading}`))
  link.append(excerpt(best.excerpt()))
  li.append(link)
  const named = others.filter(({ heading }) => heading !== '').slice(0, otherSections)
  if (named.length > 0) {
    const more = element('p', 'others', '')
    for (const { address, heading } of named) {
      const section = linkTo(address, root)
      section.textContent = `› ${heading}`
      more.append(section, ' ')
    }
    li.append(more)
  }
  return li
}

function linkTo(address: string, root: URL): HTMLAnchorElement {
  const link = document.createElement('a')
  link.href = new URL(address.slice(1), root).href
  return link
}

function excerpt(pieces: Excerpt[]): HTMLElement {
  const line = element('span', 'excerpt', '')
  line.append(...pieces.map(({ text, isMatch }) => (isMatch ? element('mark', '', text) : text)))
  return line
}

function element(name: string, className: string, text: string): HTMLElement {
  const made = document.createElement(name)
  if (className) made.className = className
  made.textContent = text
  return made
}
