import type { Entry } from '../entries.ts'
import { type Path, problemsOf } from '../problems.ts'
import { h, newId } from './dom.ts'

/** Shows an input and those inside it. */
export interface View {
  element: HTMLElement
  /** The input at a path below this one, or the nearest one that contains it. */
  find(path: Path): Target | undefined
}

/** An input that can be focused and can show a message. */
export interface Target {
  label: string
  focus(): void
  show(message: string): void
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

export interface FieldOptions {
  label: string
  /** Whether the label is a name of the contract. @default true */
  isName?: boolean
  control: Control
  hint: string
  isRequired: boolean
  /** Elements between label and hint, after the control. */
  extras?: HTMLElement[]
}

/** An input with its label, a hint, and an element for a problem. */
export function field({
  label,
  isName = true,
  control,
  hint,
  isRequired,
  extras = [],
}: FieldOptions): View & { target: Target } {
  const id = newId()
  const error = h('p', { id: `${id}-error`, class: 'error', hidden: true })
  Object.assign(control, { id, spellcheck: false, autocomplete: 'off' })
  control.classList.add('grow')
  control.setAttribute('aria-describedby', `${id}-hint ${id}-error`)
  if (isRequired) control.setAttribute('aria-required', 'true')
  const show = (message: string) => {
    error.textContent = message
    error.hidden = message === ''
    control.toggleAttribute('data-problem', message !== '')
    control.setAttribute('aria-invalid', String(message !== ''))
  }
  control.addEventListener('input', () => show(''))
  control.addEventListener('forget-problems', () => show(''))
  const mark = isRequired ? [' ', h('span', { class: 'mark' }, 'required')] : []
  const element = h(
    'div',
    { class: control instanceof HTMLTextAreaElement || control.type === 'file' ? 'field wide' : 'field' },
    h('label', { for: id }, isName ? h('code', {}, label) : label, ...mark),
    h('div', { class: 'row' }, control, ...extras),
    h('p', { id: `${id}-hint`, class: 'hint', hidden: hint === '' }, hint),
    error,
  )
  const target = { label, focus: () => control.focus(), show }
  return { element, target, find: () => target }
}

/**
 * Shows problems when the reader moves on to another input. Not when moving to a button: the message would move the
 * button away from the pointer, and the button validates everything itself.
 */
export function judgeOnLeaving(control: Control, entry: Entry, show: (message: string) => void): void {
  control.addEventListener('blur', (event) => {
    const { relatedTarget: next } = event as FocusEvent
    if (!(next instanceof HTMLElement && next.matches('input, select, textarea'))) return
    show(problemsOf(entry, [])[0]?.message ?? '')
  })
}

/** Clears the problems shown at inputs inside an element. */
export function forgetProblems(inside: ParentNode): void {
  for (const problem of inside.querySelectorAll('[data-problem]')) problem.dispatchEvent(new Event('forget-problems'))
}
