import { type FileEntry, filePart, type GroupEntry, nextName } from '../entries.ts'
import { button, h, newId } from './dom.ts'
import { field, type View } from './view.ts'

/** A file input, which starts with the contract's example. */
export function fileView(entry: FileEntry, label: string, extras: HTMLElement[] = []): View {
  const control = h('input', { type: 'file' })
  const example = entry.file
  const sent = h('span', { class: 'hint', 'aria-live': 'polite' })
  const describe = () => sent.replaceChildren(...describeFile(entry.file, entry.file === example))
  control.addEventListener('change', () => {
    entry.file = control.files?.[0] ?? example
    describe()
  })
  describe()
  const isRequired = entry.presence === 'required'
  return field({ label, control, hint: '', isRequired, extras: [sent, ...extras] })
}

/** Files with names chosen by the reader, each with an input for its name. */
export function partsView(files: NonNullable<GroupEntry['files']>): View {
  const id = newId()
  const rows = h('div', { class: 'items' })
  let views: { name: string; view: View }[] = []
  const add = button('Add a file', () => {
    const name = nextName(
      files.example,
      files.parts.map((part) => part.name),
    )
    files.parts.push({ name, entry: filePart(name) })
    draw()
    views.at(-1)?.view.find([])?.focus()
  })
  const draw = () => {
    views = files.parts.map((part) => {
      const remove = button(
        'Remove',
        () => {
          files.parts.splice(files.parts.indexOf(part), 1)
          draw()
          add.focus()
        },
        `Remove ${part.name}`,
      )
      return { name: part.name, view: fileView(part.entry, part.name, [remove]) }
    })
    rows.replaceChildren(...views.map(({ view }) => view.element))
  }
  draw()
  return {
    element: h(
      'div',
      { class: 'wide', role: 'group', 'aria-labelledby': id },
      h('p', { id, class: 'legend' }, 'Files'),
      rows,
      add,
    ),
    find: ([name, ...rest]) => views.find((part) => part.name === name)?.view.find(rest),
  }
}

function describeFile(file: File | undefined, isExample: boolean): (Node | string)[] {
  if (!file) return ['No file chosen.']
  if (!isExample) return [`Sends ${file.name}.`]
  const link = h('a', { href: URL.createObjectURL(file), download: file.name }, 'save it')
  return [`Until you choose one, the contract's example is sent: ${file.name} (`, link, ').']
}
