import { kept } from './limits.ts'
import type { IdProperty, ReportedTest, TestOutcome } from './reported-test.ts'
import { attachmentsIn, detached, firstLine, withoutColours } from './texts.ts'
import { attributeOutcome, elementOutcome, isEarlierAttempt } from './verdict.ts'

const idProperties = ['testsigma', 'test_id', 'test_key', 'testcase_id']
/** Shared by all tests without entries: a list for each would take most of the memory. */
const none: readonly never[] = []
const weight: TestOutcome[] = ['passed', 'skipped', 'failed']

interface Section {
  readonly element: string
  readonly type: string
  readonly message: string
  text: string
}

/** Collects one test while its element is read. */
export class TestBuilder {
  readonly #attributes: Record<string, string>
  readonly #place: { suites: readonly string[]; line: number }
  readonly #properties: IdProperty[] = []
  readonly #attachments = new Set<string>()
  #outcome: TestOutcome = 'passed'
  #message = ''
  #details = ''
  #earlierAttempts = 0
  #section: Section | undefined
  #property: { name: string; value: string } | undefined

  constructor(attributes: Record<string, string>, place: { suites: readonly string[]; line: number }) {
    this.#attributes = attributes
    this.#place = place
  }

  /** Starts an element directly inside the test. */
  openSection(element: string, { message = '', type = '' }: Record<string, string>): void {
    if (isEarlierAttempt(element)) this.#earlierAttempts += 1
    this.#section = { element, type, message, text: '' }
  }

  closeSection(): void {
    const { element, type, message, text } = this.#section as Section
    this.#section = undefined
    const outcome = elementOutcome(element, type)
    const displayName = element === 'system-out' ? displayNameIn(text) : undefined
    if (displayName !== undefined) this.#addProperty('display-name', named(displayName))
    const said = [message, text].map(withoutColours)
    if (outcome) this.#conclude(outcome, element, said)
    else if (isEarlierAttempt(element) && this.#message === '')
      this.#message = firstLine(said.find((one) => one.trim() !== '') ?? '')
  }

  openProperty({ name = '', value = '' }: Record<string, string>): void {
    this.#property = { name: name.trim().toLowerCase(), value }
  }

  closeProperty(): void {
    const { name = '', value = '' } = this.#property ?? {}
    this.#property = undefined
    const trimmed = detached(value.trim().slice(0, kept.name))
    if (trimmed === '') return
    if (name === 'attachment') this.#attach(trimmed)
    if (idProperties.includes(name)) this.#addProperty(name, trimmed)
  }

  text(text: string): void {
    for (const path of attachmentsIn(text)) this.#attach(path)
    if (this.#property) this.#property.value += text.slice(0, kept.name)
    else if (this.#section && this.#section.text.length < kept.details)
      this.#section.text += text.slice(0, kept.details)
  }

  build(): ReportedTest {
    const claimed = attributeOutcome(this.#attributes)
    const isDecided = weight.indexOf(this.#outcome) >= weight.indexOf(claimed.outcome)
    const outcome = isDecided ? this.#outcome : claimed.outcome
    const duration = Number.parseFloat(this.#attributes.time?.replaceAll(',', '') ?? '')
    return {
      name: named(this.#attributes.name),
      classname: named(this.#attributes.classname),
      ...this.#place,
      outcome,
      message: detached(isDecided ? this.#message : this.#message || firstLine(claimed.reason)),
      details: detached(this.#details),
      ...(Number.isFinite(duration) && duration >= 0 ? { duration } : {}),
      properties: this.#properties.length > 0 ? this.#properties : none,
      attachments: this.#attachments.size > 0 ? [...this.#attachments] : none,
      attempts: outcome === 'skipped' ? 0 : this.#earlierAttempts + 1,
      flaky: outcome === 'passed' && this.#earlierAttempts > 0,
    }
  }

  #conclude(outcome: TestOutcome, element: string, said: string[]): void {
    if (weight.indexOf(outcome) <= weight.indexOf(this.#outcome)) return
    const line = firstLine(said.find((one) => one.trim() !== '') ?? '')
    this.#outcome = outcome
    this.#message = element === 'warning' ? `warning: ${line}` : line
    this.#details = (said[1]?.trim() || said[0]?.trim() || '').slice(0, kept.details)
  }

  #addProperty(name: string, value: string): void {
    if (this.#properties.length < kept.listed) this.#properties.push({ name, value })
  }

  #attach(path: string): void {
    if (this.#attachments.size < kept.listed) this.#attachments.add(detached(path))
  }
}

/** The JUnit Platform's console writes the `@DisplayName` of a test into its output, after its unique ID. */
function displayNameIn(text: string): string | undefined {
  return /^[ \t]*unique-id: .+\r?\ndisplay-name: (.+?)\r?$/m.exec(text)?.[1]
}

function named(text = ''): string {
  return detached(text.slice(0, kept.name))
}
