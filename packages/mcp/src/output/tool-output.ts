/** What a tool has found or done, before it is cut to the budget. */
export interface ToolOutput<T = Readonly<Record<string, unknown>>> {
  readonly data: T
  /** What a write did, in one sentence, as reading it back has shown. */
  readonly did?: string
  /** Nothing was done of what was asked for. */
  readonly failed?: boolean
  /** The list in `data` that may be cut, and how to get the rest of it. */
  readonly list?: CutList
  /** Sentences about other things that are left out. */
  readonly notes?: readonly string[]
  /** How to get a text in full that had to be cut. */
  readonly wholeTexts?: string
}

export interface CutList {
  /** Name of the field in `data`. */
  readonly name: string
  /** Where in the whole list the entries in `data` begin. */
  readonly from: number
  /** Entries of the whole list. */
  readonly total: number
  /** The tool that goes on with the list when it gets `from`. */
  readonly tool: string
}
