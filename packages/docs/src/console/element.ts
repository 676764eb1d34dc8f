import { findOwnApi, problemOfBaseUrl } from './base-url.ts'
import styles from './console.css?inline'
import type { ConsoleOperation } from './operation.ts'
import { sentValues } from './refusals.ts'
import { requestOf } from './request.ts'
import { sampleRequestOf } from './sample-request.ts'
import { send } from './send.ts'
import { button, h } from './view/dom.ts'
import { outcomeView } from './view/outcome.ts'
import { type RequestView, requestView } from './view/request.ts'
import { fillSamples } from './view/samples.ts'
import { refusalOf } from './view/summary.ts'
import { forgetProblems } from './view/view.ts'

/** The console of the operation whose JSON the element contains, with a link to the page about keys. */
class Console extends HTMLElement {
  readonly #status = h('p', { role: 'status' })
  readonly #result = h('div', { class: 'result' })
  readonly #cancel = button('Cancel', () => this.#sending?.abort())
  #sending: AbortController | undefined

  async connectedCallback(): Promise<void> {
    if (this.shadowRoot) return
    const operation: ConsoleOperation = JSON.parse(this.querySelector('script')?.textContent ?? '')
    const ownApi = await findOwnApi(location.href)
    const root = this.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(styles)
    root.adoptedStyleSheets = [sheet]
    root.append(this.#form(operation, requestView(operation, ownApi, this.#keysHref)), this.#result)
  }

  get #keysHref(): string | undefined {
    return this.querySelector<HTMLAnchorElement>('a[data-keys]')?.href
  }

  #form(operation: ConsoleOperation, inputs: RequestView): HTMLElement {
    this.#cancel.hidden = true
    const submit = h('button', { type: 'submit', class: 'send' }, 'Send')
    const target = h('p', { class: 'target' }, h('code', {}, `${operation.method} ${operation.path}`))
    const form = h('form', {}, inputs.element, target, h('div', { class: 'row' }, submit, this.#cancel, this.#status))
    form.noValidate = true
    const follow = () => {
      if (problemOfBaseUrl(inputs.baseUrl()) !== undefined) return
      const request = sampleRequestOf(operation, inputs.baseUrl(), inputs.form)
      if (request) fillSamples(request)
    }
    for (const name of ['input', 'change', 'click']) form.addEventListener(name, follow)
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      this.#check(operation, inputs)
    })
    return form
  }

  #check(operation: ConsoleOperation, inputs: RequestView): void {
    if (this.#sending) return
    forgetProblems(inputs.element)
    const problems = inputs.problems()
    if (problems.length === 0) return void this.#send(operation, inputs)
    this.#status.textContent = ''
    const refusal = refusalOf(problems, () => this.#send(operation, inputs))
    this.#result.replaceChildren(refusal)
    refusal.focus()
  }

  async #send(operation: ConsoleOperation, inputs: RequestView): Promise<void> {
    const baseUrl = inputs.baseUrl()
    const key = inputs.key()
    const request = requestOf(operation, baseUrl, inputs.form)
    const sent = sentValues(inputs.form)
    const outcome = await send(request, key, this.#begin())
    const exchange = { operation, request, sent, baseUrl, hadKey: key !== '', outcome }
    const { element, advice } = await outcomeView(exchange, inputs, this.#keysHref).finally(() =>
      this.#end(outcome.kind === 'response' ? `Status ${outcome.status}.` : 'No response.'),
    )
    this.#result.replaceChildren(element)
    advice?.focus()
  }

  #begin(): AbortSignal {
    this.#sending = new AbortController()
    this.#result.replaceChildren()
    this.#cancel.hidden = false
    this.#status.textContent = 'Sending …'
    return this.#sending.signal
  }

  #end(status: string): void {
    this.#sending = undefined
    const hadFocus = this.shadowRoot?.activeElement === this.#cancel
    this.#cancel.hidden = true
    if (hadFocus) this.shadowRoot?.querySelector<HTMLElement>('.send')?.focus()
    this.#status.textContent = status
  }
}

customElements.define('tms-console', Console)
