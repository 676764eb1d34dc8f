/** What a gate's findings mean; see the words in CONTRIBUTING. */
export type GateKind = 'contract' | 'stale' | 'breaking'

/** One thing that is not as it should be. */
export interface Finding {
  /** File below the repository's root, with the line where one is known: `spec/dist/openapi.yaml:12`. */
  readonly where: string
  readonly expected: string
  readonly got: string
  /** What to run or change. */
  readonly mend: string
}

export interface Outcome {
  readonly findings: readonly Finding[]
  /** How many things were compared. A gate that compared nothing has not checked anything. */
  readonly compared: number
  /** What was counted: `files`, `rules`, … */
  readonly unit: string
}

/** One named check of the repository at `root`. It throws when it cannot check. */
export interface Gate {
  readonly name: string
  readonly kind: GateKind
  /** What is compared with what, in one line. */
  readonly summary: string
  run(root: string): Promise<Outcome>
}

/** What came of running a gate. */
export interface GateResult extends Outcome {
  readonly gate: string
  readonly kind: GateKind
  readonly status: 'clean' | 'findings' | 'could not check'
  /** Why the gate could not check. */
  readonly reason?: string
  readonly milliseconds: number
}
