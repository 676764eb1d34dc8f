import type { Json } from '@testsigma-tms/spec/contract'
import { type ChoiceEntry, isNullable, type TextEntry, typeOf } from '../entries.ts'
import { expectation } from '../problems.ts'
import { button, h, newId } from './dom.ts'
import { field, judgeOnLeaving, type View } from './view.ts'

export interface Naming {
  label: string
  /** Examples of the contract, offered for selection. */
  examples?: Json[]
  /** Whether line breaks are impossible, as in paths and queries. */
  isOneLine?: boolean
  /** Elements shown next to the input. */
  extras?: HTMLElement[]
}

/** The input of a string, a number or a timestamp. */
export function textView(
  entry: TextEntry,
  { label, examples = [], isOneLine = false, extras: more = [] }: Naming,
): View {
  const isNumber = ['integer', 'number'].includes(typeOf(entry.schema) ?? '')
  const control =
    isProse(entry) && !isOneLine
      ? h('textarea', { rows: 2 })
      : h('input', { type: 'text', inputmode: isNumber ? 'numeric' : undefined })
  control.value = entry.text
  control.addEventListener('input', () => {
    entry.text = control.value
  })
  const extras = [
    ...(control instanceof HTMLInputElement ? suggestions(control, examples) : []),
    ...(entry.schema.format === 'int64' ? moment(control) : []),
    ...(isNullable(entry.schema) ? [nullBox(entry, control, label)] : []),
    ...more,
  ]
  const isRequired = entry.presence === 'required'
  const view = field({ label, control, hint: hintOf(entry, examples), isRequired, extras })
  judgeOnLeaving(control, entry, view.target.show)
  return view
}

/** The input of an enum or a boolean. */
export function choiceView(entry: ChoiceEntry, { label, extras = [] }: Naming): View {
  const choices: readonly (Json | undefined)[] =
    entry.presence === 'optional' ? [undefined, ...entry.options] : entry.options
  const options = choices.map((option) => h('option', {}, option === undefined ? 'left out' : String(option)))
  const control = h('select', {}, ...options)
  control.selectedIndex = choices.indexOf(entry.chosen)
  control.addEventListener('change', () => {
    entry.chosen = choices[control.selectedIndex]
  })
  return field({ label, control, hint: '', isRequired: entry.presence === 'required', extras })
}

/** Whether the text is unrestricted, and may be long. */
function isProse({ schema, presence }: TextEntry): boolean {
  const { format, minLength, pattern } = schema
  return typeOf(schema) === 'string' && presence !== 'item' && !format && !pattern && minLength === undefined
}

/** The hint of an input: constraints, and other examples. Unrestricted strings need none. */
function hintOf({ schema, text }: TextEntry, examples: Json[]): string {
  const others = examples.map(String).filter((example) => example !== text && example.length < 60)
  const isPlain = typeOf(schema) === 'string' && !schema.format && !schema.pattern && schema.maxLength === undefined
  const parts = [
    ...(isPlain ? [] : [expectation(schema)]),
    ...(others.length > 0 ? [`such as ${others.join(' or ')}`] : []),
  ]
  const hint = parts.join(', ')
  return hint.charAt(0).toUpperCase() + hint.slice(1)
}

function suggestions(control: HTMLInputElement, examples: Json[]): HTMLElement[] {
  if (examples.length === 0) return []
  const id = newId()
  control.setAttribute('list', id)
  return [h('datalist', { id }, ...examples.map((example) => h('option', { value: String(example) })))]
}

/** Shows a timestamp in seconds or milliseconds as a date. */
function moment(control: HTMLInputElement | HTMLTextAreaElement): HTMLElement[] {
  const words = h('span', { class: 'hint' })
  const read = () => {
    words.textContent = momentIn(control.value)
  }
  const now = button('Now', () => {
    control.value = String(Math.floor(Date.now() / 1000))
    control.dispatchEvent(new Event('input'))
    control.dispatchEvent(new Event('change'))
  })
  control.addEventListener('input', read)
  read()
  return [now, words]
}

function momentIn(text: string): string {
  if (!/^\d{1,15}$/.test(text.trim())) return ''
  const number = Number(text)
  const isMilliseconds = number >= 1e11
  const date = new Date(isMilliseconds ? number : number * 1000)
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC, in ${isMilliseconds ? 'milliseconds' : 'seconds'}`
}

function nullBox(entry: TextEntry, control: HTMLInputElement | HTMLTextAreaElement, label: string): HTMLElement {
  const box = h('input', { type: 'checkbox', class: 'box' })
  const follow = () => {
    entry.isNull = box.checked
    control.disabled = box.checked
    control.dispatchEvent(new Event('forget-problems'))
  }
  box.checked = entry.isNull
  box.addEventListener('change', follow)
  follow()
  return h('label', { class: 'inline' }, box, 'null', h('span', { class: 'unseen' }, ` for ${label}`))
}
