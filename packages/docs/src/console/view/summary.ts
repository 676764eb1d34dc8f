import type { Problem } from '../problems.ts'
import { button, h } from './dom.ts'
import type { Target } from './view.ts'

/** A problem with its input. */
export interface PlacedProblem extends Problem {
  target: Target
}

/** Shows each problem at its input, and lists all of them with links to the inputs. */
export function summaryOf(problems: PlacedProblem[]): HTMLElement {
  for (const { target, message } of problems) target.show(message)
  const lines = problems.map(({ target, message }) =>
    h('li', {}, h('button', { type: 'button', class: 'link', onclick: target.focus }, `${target.label}: ${message}`)),
  )
  return h('ul', {}, ...lines)
}

/** The message that a request was not sent because of problems; the reader may send it anyway. */
export function refusalOf(problems: PlacedProblem[], sendAnyway: () => void): HTMLElement {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`
  const isFinal = problems.some((problem) => problem.isFinal)
  return notice(
    `Not sent: ${count} to fix`,
    summaryOf(problems),
    ...(isFinal ? [] : [h('p', {}, button('Send anyway', sendAnyway), ' to see what the API says.')]),
  )
}

/** A box that can receive the focus, so that screen readers read it. */
export function notice(title: string, ...content: HTMLElement[]): HTMLElement {
  return h('div', { class: 'notice', tabindex: -1 }, h('p', { class: 'title' }, title), ...content)
}
