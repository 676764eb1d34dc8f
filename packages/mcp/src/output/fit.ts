import type { CutList, ToolOutput } from './tool-output.ts'

/** Longest text in a list, in characters, so that one entry cannot displace all others. */
const longestInList = 1_000

export interface Fitted {
  readonly data: Record<string, unknown>
  /** One sentence for each kind of omission, and how to get the rest. */
  readonly leftOut: string[]
}

/**
 * Fits an output into the budget: shortens first its list, then its texts. Reports what is left out.
 * @param budget maximum size as JSON, in bytes
 */
export function fit({ data, list, notes = [], wholeTexts }: ToolOutput, budget: number): Fitted {
  const cuts = new Cuts()
  const shortened = list ? cuts.shorten(data, longestInList, list.name) : { ...data }
  const shorter = list ? endEarlier(shortened, list, budget) : shortened
  const small = sizeOf(shorter) <= budget ? shorter : cuts.toFit(shorter, budget)
  return { data: small, leftOut: [...(list ? missing(small, list) : []), ...notes, ...cuts.sentences(wholeTexts)] }
}

/** Adjusts an index so that it does not split a surrogate pair. */
export function wholeCharacters(text: string, end: number): number {
  const isInside = (text.codePointAt(end - 1) ?? 0) > 0xffff
  return isInside ? end - 1 : end
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '')
}

/** Keeps at least one entry, whose texts can be cut. */
function endEarlier(data: Record<string, unknown>, { name }: CutList, budget: number): Record<string, unknown> {
  const entries = data[name] as readonly unknown[]
  let room = budget - sizeOf({ ...data, [name]: [] })
  let count = 0
  while (count < entries.length && room >= 0) {
    room -= sizeOf(entries[count]) + 1
    if (room >= 0) count += 1
  }
  return { ...data, [name]: entries.slice(0, Math.max(count, 1)) }
}

function missing(data: Record<string, unknown>, { name, from, total, tool }: CutList): string[] {
  const end = from + (data[name] as readonly unknown[]).length
  const before = from > 0 ? [`${from} before`] : []
  const after = total > end ? [`${total - end} after`] : []
  if (before.length + after.length === 0) return []
  const rest = total > end ? ` Call ${tool} with from: ${end} for the next, or narrow what you ask for.` : ''
  return [`Of ${total} ${name.replaceAll('_', ' ')}, ${[...before, ...after].join(' and ')} these are left out.${rest}`]
}

/** Cuts texts, and records where. */
class Cuts {
  readonly #places = new Map<string, { kept: number; length: number }>()

  /** Cuts texts in one field, or in all fields. */
  shorten(data: Record<string, unknown>, longest: number, only?: string): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(data).map(([name, value]) => [
        name,
        only === undefined || only === name ? this.#cut(value, longest, name) : value,
      ]),
    )
  }

  /** Finds the maximum length of texts that fits into the budget. */
  toFit(data: Record<string, unknown>, budget: number): Record<string, unknown> {
    let [fits, tooLong] = [0, budget]
    while (tooLong - fits > 16) {
      const middle = Math.floor((fits + tooLong) / 2)
      if (sizeOf(new Cuts().shorten(data, middle)) <= budget) fits = middle
      else tooLong = middle
    }
    return this.shorten(data, fits)
  }

  sentences(wholeTexts = 'Ask for less at once.'): string[] {
    if (this.#places.size === 0) return []
    const places = [...this.#places].map(([place, { kept, length }]) => `${place} (${kept} of ${length} characters)`)
    const shown = places.slice(0, 5).join(', ') + (places.length > 5 ? ` and ${places.length - 5} more` : '')
    return [`Texts are cut: ${shown}. ${wholeTexts}`]
  }

  #cut(value: unknown, longest: number, place: string): unknown {
    if (typeof value === 'string') return this.#cutText(value, longest, place)
    if (Array.isArray(value)) return value.map((each, index) => this.#cut(each, longest, `${place}.${index}`))
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).map(([name, each]) => [name, this.#cut(each, longest, `${place}.${name}`)])
    return Object.fromEntries(entries)
  }

  #cutText(text: string, longest: number, place: string): string {
    if (text.length <= longest) return text
    const kept = wholeCharacters(text, longest)
    this.#places.set(place, { kept, length: this.#places.get(place)?.length ?? text.length })
    return `${text.slice(0, kept)}…`
  }
}
