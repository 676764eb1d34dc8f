import { type Choice, isLoopback, problemOfBaseUrl } from '../base-url.ts'
import { h } from './dom.ts'
import { field, type Target } from './view.ts'

export interface ServerView {
  element: HTMLElement
  target: Target
  /** The base URL, valid or not. */
  read(): string
}

const storageName = 'tms-console-base-url'
const another = 'Another address'

/** The base URL: one of the contract's servers, or a typed one. It is remembered for other pages in this tab. */
export function serverView(choices: Choice[], first: string, changed: () => void): ServerView {
  const kept = sessionStorage.getItem(storageName) ?? first
  const options = [...choices.map(({ url }) => url), another]
  const select = h('select', {}, ...options.map((text) => h('option', {}, text)))
  const typed = h('input', { type: 'text', inputmode: 'url' })
  const selectField = field({ label: 'Base URL', isName: false, control: select, hint: ' ', isRequired: false })
  const typedField = field({
    label: another,
    isName: false,
    control: typed,
    hint: 'Such as http://127.0.0.1:4010/api/v1',
    isRequired: true,
  })
  const hint = selectField.element.querySelector('.hint')

  const isTyped = () => select.value === another
  const read = () => (isTyped() ? typed.value.trim() : select.value)
  const describe = () => {
    const description = choices.find(({ url }) => url === read())?.description ?? ''
    if (hint) hint.textContent = `${description} ${warningAbout(read())}`.trim()
    typedField.element.hidden = !isTyped()
  }
  select.value = options.includes(kept) ? kept : another
  typed.value = isTyped() ? kept : ''
  describe()
  // On every input event: a layout change after a later `change` event could move the button that the reader is about
  // to press.
  for (const control of [select, typed]) {
    control.addEventListener('input', () => {
      describe()
      if (problemOfBaseUrl(read()) === undefined) sessionStorage.setItem(storageName, read())
      changed()
    })
  }
  return {
    element: h('div', { class: 'stack' }, selectField.element, typedField.element),
    get target() {
      return isTyped() ? typedField.target : selectField.target
    },
    read,
  }
}

function warningAbout(url: string): string {
  if (problemOfBaseUrl(url) !== undefined || isLoopback(url) || new URL(url).origin === location.origin) return ''
  return 'Requests reach real data. Browsers may not show the response to a page from another host; the curl command shown after sending always works.'
}
