import { wrongPath } from '../base-url.ts'
import { toCurl } from '../curl.ts'
import { type Explanation, explain } from '../explain.ts'
import { parseJson } from '../highlight.ts'
import type { ConsoleOperation } from '../operation.ts'
import { problemsIn, type Sent } from '../refusals.ts'
import type { ConsoleRequest } from '../request.ts'
import type { Outcome } from '../send.ts'
import { h } from './dom.ts'
import type { RequestView } from './request.ts'
import { codeView, responseView } from './response.ts'
import { notice, type PlacedProblem, summaryOf } from './summary.ts'

/** A sent request with its outcome. */
export interface Exchange {
  operation: ConsoleOperation
  request: ConsoleRequest
  sent: Sent[]
  baseUrl: string
  hadKey: boolean
  outcome: Outcome
}

export interface OutcomeView {
  element: HTMLElement
  /** Advice, if there is any; it can receive the focus. */
  advice: HTMLElement | undefined
}

/** Shows the outcome of a request: advice, the response, and the equivalent curl command. */
export async function outcomeView(exchange: Exchange, inputs: RequestView, keysHref?: string): Promise<OutcomeView> {
  const { operation, request, sent, baseUrl, hadKey, outcome } = exchange
  const response = outcome.kind === 'response' ? parseJson(await outcome.body.text()) : undefined
  const isRefused = outcome.kind === 'response' && outcome.status >= 400 && outcome.status < 500
  const problems = isRefused ? inputs.place(problemsIn(response, inputs.has, sent)) : []
  const { method, responses } = operation
  const isPlaced = problems.length > 0
  const about = {
    baseUrl,
    wrongPath: wrongPath(baseUrl, operation),
    method,
    hadKey,
    origin: location.origin,
    responses,
    isPlaced,
  }
  const explanation = explain(outcome, response, about)
  const advice = explanation && adviceView(explanation, problems, keysHref)
  return {
    advice,
    element: h(
      'section',
      { 'aria-label': 'Response' },
      ...(advice ? [advice] : []),
      ...(outcome.kind === 'response' ? [await responseView(outcome, operation.operationId, request.url)] : []),
      ...curlView(request, hadKey),
    ),
  }
}

function adviceView({ title, advice, isAboutKeys }: Explanation, problems: PlacedProblem[], keysHref?: string) {
  const lines = advice.map((sentence) => h('li', {}, sentence))
  const link = isAboutKeys && keysHref !== undefined ? [h('p', {}, h('a', { href: keysHref }, 'Generate a key'))] : []
  return notice(title, ...(problems.length > 0 ? [summaryOf(problems)] : []), h('ul', {}, ...lines), ...link)
}

function curlView(request: ConsoleRequest, hadKey: boolean): HTMLElement[] {
  const files = request.body && 'parts' in request.body && request.body.parts.some((part) => 'file' in part)
  const hints = [
    ...(hadKey ? ['Your shell takes the key from the variable TESTSIGMA_API_KEY.'] : []),
    ...(files ? ['Run it in the folder that contains the files.'] : []),
  ]
  return [codeView('The same with curl', toCurl(request, hadKey)), h('p', { class: 'hint' }, hints.join(' '))]
}
