import type { ConsoleBody } from '../operation.ts'
import { type Body, bodyOf, type Form } from '../request.ts'
import { documentView } from './document.ts'
import { h } from './dom.ts'
import { entryView, fieldsView } from './entry.ts'
import { field, type View } from './view.ts'

/** The inputs of the body, with selectors for its media type and for the example. */
export function bodyView(bodies: ConsoleBody[], form: Form): View {
  const place = h('div')
  let view: View
  const draw = (body: ConsoleBody, example: string | undefined) => {
    form.body = bodyOf(body, example)
    view = contentView(form.body)
    place.replaceChildren(view.element)
  }
  const examples = h('div')
  const chooseBody = (body: ConsoleBody) => {
    const names = body.examples.map(({ name }) => name)
    const select = choice(
      'Example',
      body.examples.map(({ summary }) => summary),
      (index) => draw(body, names[index]),
    )
    examples.replaceChildren(...(names.length > 1 ? [select] : []))
    draw(body, names[0])
  }
  const types = choice(
    'Content-Type',
    bodies.map(({ mediaType }) => mediaType),
    (index) => {
      const body = bodies[index]
      if (body) chooseBody(body)
    },
  )
  if (bodies[0]) chooseBody(bodies[0])
  const chooser = h('div', { class: 'chooser' }, ...(bodies.length > 1 ? [types] : []), examples)
  return { element: h('div', {}, chooser, place), find: (path) => view.find(path) }
}

function contentView({ entry }: Body): View {
  if (entry.kind === 'document')
    return documentView(entry, { label: 'body' }, (content, naming) => {
      return content.kind === 'group' && content.presence === 'required'
        ? fieldsView(content)
        : entryView(content, naming)
    })
  return entry.presence === 'required' ? fieldsView(entry) : entryView(entry, { label: 'body' })
}

function choice(label: string, texts: string[], choose: (index: number) => void): HTMLElement {
  const control = h('select', {}, ...texts.map((text) => h('option', {}, text)))
  control.addEventListener('change', () => choose(control.selectedIndex))
  return field({ label, isName: false, control, hint: '', isRequired: false }).element
}
