import type { Hit, SearchEngine } from '../search/engine.ts'
import { resultItem } from './search-results.ts'

/** Number of pages shown before the reader requests more. */
const atFirst = 8

/** The site search: a button, a dialog, and an index that is loaded when the dialog opens. */
export class SiteSearch extends HTMLElement {
  #engine: Promise<SearchEngine> | undefined
  /** The query of the displayed results. */
  #shown = ''

  connectedCallback(): void {
    const open = this.#find('button')
    open.disabled = false
    open.addEventListener('click', () => this.#open())
    document.addEventListener('keydown', (event) => this.#openByKey(event))
    this.#find('input').addEventListener('input', () => this.#search())
    this.#find('form').addEventListener('submit', (event) => this.#submit(event))
    this.#find('.close').addEventListener('click', () => this.#close())
    this.#find('dialog').addEventListener('click', ({ target }) => {
      if (target instanceof HTMLDialogElement || (target instanceof Element && target.closest('a'))) {
        this.#close()
      }
    })
    this.#find('dialog').addEventListener('keydown', (event) => this.#move(event))
  }

  /** Opens with Ctrl+K anywhere, and with a slash outside of inputs. */
  #openByKey(event: KeyboardEvent): void {
    const isShortcut = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)
    const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event)
    if (!isShortcut && !isSlash) return
    event.preventDefault()
    this.#open()
  }

  #open(): void {
    const dialog = this.#find('dialog')
    if (!dialog.open) dialog.showModal()
    this.#find('input').select()
    void this.#load().catch(() => {})
  }

  /**
   * Removes the focus: browsers keep it in the closed dialog until the next frame, so that a slash would count as
   * input.
   */
  #close(): void {
    this.#find('dialog').close()
    this.#find('input').blur()
  }

  /** Loads the index. A failure is shown with the first search. */
  #load(): Promise<SearchEngine> {
    this.#engine ??= Promise.all([import('../search/engine.ts'), this.#documents()]).then(
      ([{ SearchEngine }, documents]) => new SearchEngine(documents),
    )
    this.#engine.catch(() => {
      this.#engine = undefined
    })
    return this.#engine
  }

  async #documents() {
    const response = await fetch(this.#index)
    if (!response.ok) throw new Error(`The index of the search has status ${response.status}`)
    return response.json()
  }

  get #index(): URL {
    return new URL(this.dataset.searchIndex ?? '', document.baseURI)
  }

  async #search(): Promise<void> {
    const text = this.#find('input').value.trim()
    try {
      const engine = await this.#load()
      if (text !== this.#find('input').value.trim()) return
      const { hits, corrected } = engine.search(text)
      const root = new URL('.', this.#index)
      this.#shown = text
      this.#show(hits.slice(0, atFirst), hits.slice(atFirst), root)
      this.#say(text === '' ? '' : summaryOf(hits.length, corrected))
    } catch {
      this.#say('The search index cannot be loaded. It needs a web server; from files, use offline.html.')
    }
  }

  #show(hits: Hit[], more: Hit[], root: URL): void {
    const list = this.#find('ol')
    list.replaceChildren(...hits.map((hit) => resultItem(hit, root)))
    const button = this.#find('.more')
    button.hidden = more.length === 0
    button.textContent = `Show ${more.length} more`
    button.onclick = () => {
      this.#show([...hits, ...more], [], root)
      list.children[hits.length]?.querySelector('a')?.focus()
    }
    this.#find('dialog').scrollTop = 0
  }

  /** Enter opens the first result of the current text, not of an earlier one. */
  async #submit(event: Event): Promise<void> {
    event.preventDefault()
    if (this.#shown !== this.#find('input').value.trim()) await this.#search()
    this.querySelector<HTMLAnchorElement>('ol a')?.click()
  }

  /**
   * Arrow keys move between the results and the input; Escape closes the dialog, where browsers would only clear the
   * input.
   */
  #move(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault()
      this.#close()
    }
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

/** Whether a key is typed into an input, including those in the console's shadow DOM. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath()
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}

function summaryOf(count: number, corrected: string | undefined): string {
  const pages = count === 0 ? 'No page' : count === 1 ? '1 page' : `${count} pages`
  if (corrected !== undefined) return `${pages} for “${corrected}”`
  return count === 0 ? `${pages}: try other words, or fewer` : pages
}
