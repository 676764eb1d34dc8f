type Attributes = Record<string, string | number | boolean | undefined | ((event: Event) => void)>

/**
 * Creates an element. Attributes that are false or undefined are omitted; functions become listeners, as with
 * `onclick`.
 */
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

/** An ID that is unique among all consoles of the page. */
export function newId(): string {
  count += 1
  return `tms-${count}`
}

/** A button that does not submit the form. */
export function button(text: string, act: () => void, label?: string): HTMLButtonElement {
  return h('button', { type: 'button', onclick: act, 'aria-label': label }, text)
}

/** A button that copies a text and confirms it. */
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
