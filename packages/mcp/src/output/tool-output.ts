/** The result of a tool, before it is cut to the budget. */
export interface ToolOutput<T = Readonly<Record<string, unknown>>> {
  readonly data: T
  /** The effect of a write in one sentence, according to the state that was read back. */
  readonly did?: string
  /** Nothing of what was requested was done. */
  readonly failed?: boolean
  /** The list in `data` that may be shortened, and how to get the rest. */
  readonly list?: CutList
  /** Sentences about other omissions. */
  readonly notes?: readonly string[]
  /** How to get the full text of one that was cut. */
  readonly wholeTexts?: string
}

export interface CutList {
  /** Name of the field in `data`. */
  readonly name: string
  /** Index in the whole list of the first entry in `data`. */
  readonly from: number
  /** Number of entries in the whole list. */
  readonly total: number
  /** Name of the tool that continues the list with the argument `from`. */
  readonly tool: string
}
