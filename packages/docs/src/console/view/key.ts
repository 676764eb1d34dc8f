import { hostOf } from '../base-url.ts'
import { keySource } from '../explain.ts'
import { forgetKey, keepKey, readKey } from '../key-store.ts'
import { button, h } from './dom.ts'
import { field, type Target } from './view.ts'

export interface KeyView {
  element: HTMLElement
  target: Target
  read(): string
  /** Shows the key for another base URL. */
  follow(baseUrl: string): void
}

/** The input of the key, masked unless the reader reveals it. */
export function keyView(baseUrl: string, keysHref: string | undefined): KeyView {
  let current = baseUrl
  const control = h('input', { type: 'password', autocapitalize: 'off' })
  const show = button('Show', () => reveal(control.type === 'password'), 'Show the API key')
  const forget = button(
    'Forget',
    () => {
      forgetKey(current)
      control.value = ''
      control.focus()
    },
    'Forget the API key',
  )
  const source = h('span')
  const link = keysHref === undefined ? [] : [h('a', { href: keysHref }, 'Generate a key'), '. ']
  const view = field({ label: 'API key', isName: false, control, hint: ' ', isRequired: false, extras: [show, forget] })
  view.element.querySelector('.hint')?.replaceChildren(...link, source)

  const reveal = (isShown: boolean) => {
    control.type = isShown ? 'text' : 'password'
    show.textContent = isShown ? 'Hide' : 'Show'
    show.setAttribute('aria-label', isShown ? 'Hide the API key' : 'Show the API key')
  }
  const read = () => control.value.trim()
  const follow = (url: string) => {
    current = url
    control.value = readKey(url)
    reveal(false)
    source.textContent = `${keySource(url)} It is sent only to ${hostOf(url)}, and kept until this tab closes.`
    view.target.show('')
  }
  control.addEventListener('input', () => keepKey(current, read()))
  follow(baseUrl)
  return { element: view.element, target: view.target, read, follow }
}
