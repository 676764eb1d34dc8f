type Attributes = Record<string, string | number | boolean | undefined | ((event: Event) => void)>

/** Makes an element. Attributes that are false or undefined are left out; functions listen, as `onclick` does. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(attribute.slice(2), value)
    else if (value !== false && value !== undefined)
      element.setAttribute(attribute, value === true ? '' : String(value))
  }
  element.append(...children)
  return element
}

let count = 0

/** An id that no other element of the page's consoles has. */
export function newId(): string {
  count += 1
  return `tms-${count}`
}

/** A button that does something else than send. */
export function button(text: string, act: () => void, label?: string): HTMLButtonElement {
  return h('button', { type: 'button', onclick: act, 'aria-label': label }, text)
}

/** A button that copies a text, and says that it did. */
export function copyButton(what: string, text: string): HTMLButtonElement {
  const copy = h('button', { type: 'button', class: 'copy', 'aria-label': `Copy: ${what}` }, 'Copy')
  copy.addEventListener('click', async () => {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    copy.replaceChildren(isCopied ? 'Copied' : 'Select and copy it yourself')
    setTimeout(() => copy.replaceChildren('Copy'), 2000)
  })
  return copy
}
