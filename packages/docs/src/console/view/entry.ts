import { type Entry, entryOf, type GroupEntry, type ListEntry } from '../entries.ts'
import type { Path } from '../problems.ts'
import { documentView } from './document.ts'
import { button, h, newId } from './dom.ts'
import { fileView, partsView } from './file.ts'
import { choiceView, type Naming, textView } from './scalar.ts'
import type { Target, View } from './view.ts'

/** Shows an input, including nested ones. */
export function entryView(entry: Entry, naming: Naming): View {
  switch (entry.kind) {
    case 'text':
      return textView(entry, naming)
    case 'choice':
      return choiceView(entry, naming)
    case 'list':
      return listView(entry, naming)
    case 'group':
      return groupView(entry, naming)
    case 'document':
      return documentView(entry, naming, entryView)
    case 'file':
      return fileView(entry, naming.label, naming.extras)
  }
}

/** The inputs of an object, without a frame. */
export function fieldsView({ fields, files }: GroupEntry): View {
  const views = new Map([...fields].map(([name, entry]) => [name, entryView(entry, { label: name })]))
  const parts = files && partsView(files)
  const elements = [...views.values()].map(({ element }) => element)
  return {
    element: h('div', { class: 'fields' }, ...elements, ...(parts ? [parts.element] : [])),
    find: ([name, ...rest]) => views.get(String(name))?.find(rest) ?? parts?.find([name ?? '', ...rest]),
  }
}

function groupView(entry: GroupEntry, { label, extras = [] }: Naming): View {
  const fields = fieldsView(entry)
  const { element, target } = frame(entry, label, fields.element, extras)
  return { element, find: (path) => (path.length === 0 ? target : (fields.find(path) ?? target)) }
}

function listView(entry: ListEntry, { label, extras = [] }: Naming): View {
  let views: View[] = []
  const rows = h('div', { class: 'items' })
  const add = button(`Add to ${label}`, () => {
    entry.items.push(entryOf(entry.schema.items ?? {}, undefined, 'item'))
    draw()
    views.at(-1)?.find([])?.focus()
  })
  const draw = () => {
    views = entry.items.map((item, index) => {
      const name = `${label} ${index + 1}`
      return entryView(item, { label: name, extras: [remover(name, index)] })
    })
    rows.replaceChildren(...views.map(({ element }) => element))
  }
  const remover = (name: string, index: number) => {
    const remove = () => {
      entry.items.splice(index, 1)
      draw()
      add.focus()
    }
    return h('div', {}, button('Remove', remove, `Remove ${name}`))
  }
  draw()
  const { element, target } = frame(entry, label, h('div', {}, rows, add), extras)
  const find = ([index, ...rest]: Path) => (index === undefined ? target : (views[Number(index)]?.find(rest) ?? target))
  return { element, find }
}

/** A labelled frame around several inputs, with a checkbox to omit them if they are optional. */
function frame(
  entry: ListEntry | GroupEntry,
  label: string,
  content: HTMLElement,
  extras: HTMLElement[],
): { element: HTMLElement; target: Target } {
  const id = newId()
  const error = h('p', { id, class: 'error', hidden: true })
  const isOptional = entry.presence === 'optional'
  const box = h('input', { type: 'checkbox', class: 'box', checked: entry.isSent })
  box.addEventListener('change', () => {
    entry.isSent = box.checked
    content.hidden = !box.checked
  })
  content.hidden = !entry.isSent
  const mark = entry.presence === 'required' ? [' ', h('span', { class: 'mark' }, 'required')] : []
  const legend = h('legend', {}, h('code', {}, label), ...mark)
  const send = isOptional
    ? [h('label', { class: 'inline' }, box, 'Include', h('span', { class: 'unseen' }, ` ${label}`))]
    : []
  const inside = h('div', { class: 'inside' }, ...send, content, error, ...extras)
  const element = h('fieldset', { tabindex: -1, 'aria-describedby': id }, legend, inside)
  const show = (message: string) => {
    error.textContent = message
    error.hidden = message === ''
    element.toggleAttribute('data-problem', message !== '')
  }
  element.addEventListener('forget-problems', (event) => event.target === element && show(''))
  const focus = () => (element.querySelector<HTMLElement>('input, select, textarea, button') ?? element).focus()
  return { element, target: { label, focus, show } }
}
