import { choicesOf, defaultChoice, problemOfBaseUrl, wrongPath } from '../base-url.ts'
import { problemOfKey } from '../key-store.ts'
import type { ConsoleOperation } from '../operation.ts'
import type { Path, Problem } from '../problems.ts'
import { type Form, formOf, problemsOfForm } from '../request.ts'
import { bodyView } from './body.ts'
import { h } from './dom.ts'
import { entryView } from './entry.ts'
import { keyView } from './key.ts'
import { serverView } from './server.ts'
import type { PlacedProblem } from './summary.ts'
import type { Target, View } from './view.ts'

export interface RequestView {
  element: HTMLElement
  form: Form
  baseUrl(): string
  key(): string
  /** All problems found by the contract or the browser. */
  problems(): PlacedProblem[]
  /** Finds the inputs of problems. */
  place(problems: Problem[]): PlacedProblem[]
  /** Whether there is an input at exactly this path. */
  has(path: Path): boolean
}

/** All inputs of an operation: base URL, key, parameters and body. */
export function requestView(operation: ConsoleOperation, ownApi: string | undefined, keysHref?: string): RequestView {
  const form = formOf(operation)
  const choices = choicesOf(operation, ownApi)
  const server = serverView(choices, defaultChoice(choices, ownApi), () => key.follow(server.read()))
  const key = keyView(server.read(), keysHref)
  const places: Record<string, View> = {
    path: parametersView(operation, form, 'path'),
    query: parametersView(operation, form, 'query'),
    ...(operation.bodies.length > 0 && { body: bodyView(operation.bodies, form) }),
  }
  const find = ([place = '', ...rest]: Path): Target | undefined => {
    if (place === 'server') return server.target
    return place === 'key' ? key.target : places[place]?.find(rest)
  }
  const place = (problems: Problem[]) =>
    problems.map((problem) => ({ ...problem, target: find(problem.path) ?? server.target }))
  return {
    element: h(
      'div',
      { class: 'sections' },
      section('Server', h('div', { class: 'stack' }, server.element, ...(operation.needsKey ? [key.element] : []))),
      ...(form.path.size > 0 ? [section('Path', ...elements(places.path))] : []),
      ...(form.query.size > 0 ? [querySection(form, elements(places.query))] : []),
      ...(form.body ? [section('Body', ...elements(places.body))] : []),
    ),
    form,
    baseUrl: server.read,
    key: key.read,
    problems: () =>
      place([
        ...problemsOfServer(operation, server.read()),
        ...problemsOfKey(operation, key.read()),
        ...problemsOfForm(form),
      ]),
    place,
    has: (path) => find(path) !== undefined,
  }
}

function parametersView({ parameters }: ConsoleOperation, form: Form, place: 'path' | 'query'): View {
  const views = new Map(
    [...form[place]].map(([name, entry]) => {
      const examples = parameters.find((parameter) => parameter.name === name)?.examples ?? []
      return [name, entryView(entry, { label: name, examples, isOneLine: true })]
    }),
  )
  const element = h('div', { class: 'fields' }, ...[...views.values()].map((view) => view.element))
  const find = ([name, ...rest]: Path) => {
    const target = views.get(String(name))?.find(rest)
    return (
      target && {
        ...target,
        focus: () => {
          element.closest('details')?.setAttribute('open', '')
          target.focus()
        },
      }
    )
  }
  return { element, find }
}

function querySection({ query }: Form, content: HTMLElement[]): HTMLElement {
  const isRequired = [...query.values()].some(({ presence }) => presence === 'required')
  if (isRequired) return section('Query', ...content)
  return h('details', {}, h('summary', {}, `Query (${query.size} optional)`), ...content)
}

function section(title: string, ...content: HTMLElement[]): HTMLElement {
  return h('fieldset', { class: 'section' }, h('legend', {}, title), ...content)
}

function elements(view: View | undefined): HTMLElement[] {
  return view ? [view.element] : []
}

function problemsOfServer(operation: ConsoleOperation, baseUrl: string): Problem[] {
  const message = problemOfBaseUrl(baseUrl)
  if (message !== undefined) return [{ path: ['server'], message, isFinal: true }]
  const wrong = wrongPath(baseUrl, operation)
  if (wrong === undefined) return []
  const what = wrong.goesOn ? `continues after ${wrong.expected}` : `lacks ${wrong.expected} at its end`
  return [{ path: ['server'], message: `${what}: did you mean ${wrong.meant}?` }]
}

function problemsOfKey({ needsKey }: ConsoleOperation, key: string): Problem[] {
  if (needsKey && key === '') return [{ path: ['key'], message: 'missing: without a key the API returns 401' }]
  const message = problemOfKey(key)
  return message === undefined ? [] : [{ path: ['key'], message, isFinal: true }]
}
