/** The parts of Pagefind's script that are used; it stands beside the built pages. */
interface Pagefind {
  options(options: { baseUrl: string; excerptLength: number }): Promise<void>
  init(): Promise<void>
  /** Null when another search was started meanwhile. */
  debouncedSearch(text: string): Promise<{ results: { data(): Promise<Result> }[] } | null>
}

interface Result {
  url: string
  /** HTML, in which the words that were looked for are marked. */
  excerpt: string
  meta: { title: string; method?: string }
}

const shown = 8

/** The search of the site: a button, a dialog, and an index that is loaded when the dialog opens. */
export class SiteSearch extends HTMLElement {
  #pagefind: Promise<Pagefind> | undefined

  connectedCallback(): void {
    const open = this.#find('button')
    open.disabled = false
    open.addEventListener('click', () => this.#open())
    document.addEventListener('keydown', (event) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      this.#open()
    })
    this.#find('input').addEventListener('input', () => this.#search())
    this.#find('dialog').addEventListener('click', ({ target }) => {
      if (target instanceof HTMLDialogElement || (target instanceof Element && target.closest('a'))) {
        this.#find('dialog').close()
      }
    })
    this.#find('dialog').addEventListener('keydown', (event) => this.#move(event))
  }

  #open(): void {
    const dialog = this.#find('dialog')
    if (!dialog.open) dialog.showModal()
    this.#find('input').select()
    this.#load()
  }

  #load(): Promise<Pagefind> {
    const script = new URL(this.dataset.pagefindScript ?? '', document.baseURI)
    this.#pagefind ??= import(/* @vite-ignore */ script.href).then(async (pagefind: Pagefind) => {
      await pagefind.options({ baseUrl: new URL('../', script).pathname, excerptLength: 20 })
      await pagefind.init()
      return pagefind
    })
    return this.#pagefind
  }

  async #search(): Promise<void> {
    const text = this.#find('input').value.trim()
    try {
      const pagefind = await this.#load()
      const answer = await pagefind.debouncedSearch(text)
      if (!answer) return
      const results = await Promise.all(answer.results.slice(0, shown).map((result) => result.data()))
      this.#find('ol').replaceChildren(...results.map(item))
      this.#say(text === '' ? '' : `${answer.results.length} ${answer.results.length === 1 ? 'page' : 'pages'}`)
    } catch {
      this.#say('The search index cannot be loaded. It is made when the site is built, and needs a web server.')
    }
  }

  /** Arrow keys go from result to result, and back to the text. */
  #move(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const stops = [this.#find('input'), ...this.querySelectorAll('a')]
    const at = stops.findIndex((stop) => stop.matches(':focus'))
    const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)]
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  #say(text: string): void {
    this.#find('[role=status]').textContent = text
  }

  #find<Name extends keyof HTMLElementTagNameMap>(name: Name): HTMLElementTagNameMap[Name]
  #find(selector: string): HTMLElement
  #find(selector: string): HTMLElement {
    const element = this.querySelector<HTMLElement>(selector)
    if (!element) throw new Error(`The search has no ${selector}`)
    return element
  }
}

function item({ url, excerpt, meta: { title, method } }: Result): HTMLLIElement {
  const link = document.createElement('a')
  link.href = url
  if (method) {
    const badge = document.createElement('span')
    badge.className = `method ${method.toLowerCase()}`
    badge.textContent = method
    link.append(badge, ' ')
  }
  const name = document.createElement('strong')
  name.textContent = title
  const text = document.createElement('span')
  text.className = 'excerpt'
  // Pagefind escapes the page's own text.
  text.innerHTML = excerpt
  link.append(name, text)
  const li = document.createElement('li')
  li.append(link)
  return li
}
