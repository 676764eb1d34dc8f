import type { Problem } from '../problems.ts'
import { button, h } from './dom.ts'
import type { Target } from './view.ts'

/** A problem, and the input that it is about. */
export interface PlacedProblem extends Problem {
  target: Target
}

/** Shows at each input what is wrong with it, and lists all of it; each line leads to its input. */
export function summaryOf(problems: PlacedProblem[]): HTMLElement {
  for (const { target, message } of problems) target.show(message)
  const lines = problems.map(({ target, message }) =>
    h('li', {}, h('button', { type: 'button', class: 'link', onclick: target.focus }, `${target.label}: ${message}`)),
  )
  return h('ul', {}, ...lines)
}

/** What keeps a request from being sent, unless the reader wants to see what the API says. */
export function refusalOf(problems: PlacedProblem[], sendAnyway: () => void): HTMLElement {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`
  const isFinal = problems.some((problem) => problem.isFinal)
  return notice(
    `Not sent: ${count} to fix`,
    summaryOf(problems),
    ...(isFinal ? [] : [h('p', {}, button('Send anyway', sendAnyway), ' to see what the API says.')]),
  )
}

/** A box that can take the focus, so that it is read out. */
export function notice(title: string, ...content: HTMLElement[]): HTMLElement {
  return h('div', { class: 'notice', tabindex: -1 }, h('p', { class: 'title' }, title), ...content)
}
