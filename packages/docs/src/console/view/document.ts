import { type DocumentEntry, type Entry, entryOf } from '../entries.ts'
import { textOfDocument, withInputs } from '../values.ts'
import { h, newId } from './dom.ts'
import type { Naming } from './scalar.ts'
import { field, judgeOnLeaving, type View } from './view.ts'

type Show = (entry: Entry, naming: Naming) => View

/** A JSON document as inputs or as text, as the reader chooses. */
export function documentView(entry: DocumentEntry, { label, extras = [] }: Naming, show: Show): View {
  const place = h('div')
  const name = newId()
  const radio = (text: string) => h('input', { type: 'radio', class: 'box', name, value: text })
  const asFields = radio('Fields')
  const asJson = radio('JSON')
  let view: View

  const draw = () => {
    view = entry.raw === undefined && entry.content ? show(entry.content, { label }) : rawView(entry, label)
    asFields.checked = entry.raw === undefined
    asJson.checked = entry.raw !== undefined
    place.replaceChildren(view.element)
  }
  asJson.addEventListener('change', () => {
    entry.raw = textOfDocument(entry) ?? ''
    draw()
  })
  asFields.addEventListener('change', () => {
    try {
      Object.assign(entry, withInputs(entry))
      draw()
    } catch (error) {
      asJson.checked = true
      view.find([])?.show((error as Error).message)
    }
  })
  draw()

  const choice = (control: HTMLInputElement) => h('label', { class: 'inline' }, control, control.value)
  const options = { class: 'switch', role: 'radiogroup', 'aria-label': `Enter ${label} as` }
  const hasInputs = entryOf(entry.schema).kind !== 'document'
  const switches = hasInputs ? [h('div', options, choice(asFields), choice(asJson))] : []
  return { element: h('div', { class: 'document' }, ...switches, place, ...extras), find: (path) => view.find(path) }
}

function rawView(entry: DocumentEntry, label: string): View {
  const control = h('textarea', { rows: 12, class: 'code' })
  control.value = entry.raw ?? ''
  control.addEventListener('input', () => {
    entry.raw = control.value
  })
  const view = field({ label: `${label} as JSON`, control, hint: '', isRequired: entry.presence === 'required' })
  judgeOnLeaving(control, entry, view.target.show)
  const find: View['find'] = (path) => {
    if (path.length === 0) return view.target
    // The text has no separate inputs, so the message contains the field.
    const field = path.join('.')
    return { ...view.target, label: field, show: (message) => view.target.show(`${field}: ${message}`) }
  }
  return { element: view.element, find }
}
