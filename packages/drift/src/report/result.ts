/** What a gate's findings mean; see the words in CONTRIBUTING. */
export type GateKind = 'contract' | 'stale' | 'breaking' | 'drift'

/** A place in a file of the repository. */
export interface FilePlace {
  /** Path below the repository's root, with `/` between folders. */
  readonly file: string
  /** Line in the file, from 1. */
  readonly line?: number | undefined
}

/** An exchange with a server, and the place in the contract that it disagrees with where one is known. */
export interface RequestPlace extends Partial<FilePlace> {
  /** Method and path, with the status where it matters: `GET /users`, `GET /users 200`. */
  readonly request: string
}

/** Where a finding is. What is wrong in the contract has a line of its hand-written YAML, never of the bundle. */
export type Place = FilePlace | RequestPlace

/** One thing that is not as it should be. */
export interface Finding {
  readonly where: Place
  readonly expected: string
  readonly got: string
  /** What to run or change. */
  readonly fix: string
  /** Where else the same is wrong in the same way. */
  readonly also?: readonly Place[]
}

export interface Outcome {
  readonly findings: readonly Finding[]
  /** How many things of each kind were compared: `{ files: 34 }`. A count of zero means that the gate has not checked. */
  readonly compared: Readonly<Record<string, number>>
  /** What could not be compared on this machine, and why; under CI that fails. */
  readonly skipped?: string | undefined
  /** What should have been compared and could not be, and why. Findings stay, and the result is `could not check`. */
  readonly incomplete?: string | undefined
  /** Operations that were seen, now or in earlier runs, by method and path; what `live --previous` reads. */
  readonly seen?: readonly string[] | undefined
  /** What is worth knowing beside the findings: coverage, what was left out on purpose. */
  readonly notes?: readonly string[]
}

/** What a check is called and what it is for. */
export interface GateDescription {
  readonly name: string
  readonly kind: GateKind
  /** What is compared with what, in one line. */
  readonly summary: string
}

/** What came of running a gate. */
export interface GateResult extends Outcome {
  readonly gate: string
  readonly kind: GateKind
  /** What is compared with what, in one line. */
  readonly summary: string
  readonly status: 'clean' | 'findings' | 'could not check'
  /** Why the gate could not check. */
  readonly reason?: string
  readonly milliseconds: number
  /** The result is that of an earlier run, and nothing has changed since. */
  readonly cached?: boolean
}
