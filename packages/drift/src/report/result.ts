/** What a gate's findings mean; see the glossary in CONTRIBUTING. */
export type GateKind = 'contract' | 'stale' | 'breaking' | 'drift'

/** A location in a file of the repository. */
export interface FilePlace {
  /** Path relative to the repository root, with `/` as separator. */
  readonly file: string
  /** Line number, from 1. */
  readonly line?: number | undefined
}

/** An exchange with a server, with the location in the contract that it disagrees with if known. */
export interface RequestPlace extends Partial<FilePlace> {
  /** Method and path, with the status where it matters: `GET /users`, `GET /users 200`. */
  readonly request: string
}

/** The location of a finding. Contract locations are in the hand-written YAML, never in the bundle. */
export type Place = FilePlace | RequestPlace

/** One difference or defect. */
export interface Finding {
  readonly where: Place
  readonly expected: string
  readonly got: string
  /** What to run or change to fix it. */
  readonly fix: string
  /** Other places with the same problem. */
  readonly also?: readonly Place[]
}

export interface Outcome {
  readonly findings: readonly Finding[]
  /** How many things of each kind were compared, such as `{ files: 34 }`. Zero means that the gate has not checked. */
  readonly compared: Readonly<Record<string, number>>
  /** What could not be compared on this machine, with the reason; an error in CI. */
  readonly skipped?: string | undefined
  /**
   * What should have been compared but could not be, with the reason. Findings are kept; the status is `could not
   * check`.
   */
  readonly incomplete?: string | undefined
  /** Operations seen now or in earlier runs, by method and path; read by `live --previous`. */
  readonly seen?: readonly string[] | undefined
  /** Remarks besides the findings: coverage, and what was left out on purpose. */
  readonly notes?: readonly string[]
}

/** Name and purpose of a check. */
export interface GateDescription {
  readonly name: string
  readonly kind: GateKind
  /** What is compared with what, in one line. */
  readonly summary: string
}

/** The result of running a gate. */
export interface GateResult extends Outcome {
  readonly gate: string
  readonly kind: GateKind
  /** What is compared with what, in one line. */
  readonly summary: string
  readonly status: 'clean' | 'findings' | 'could not check'
  /** Why the gate could not check. */
  readonly reason?: string
  readonly milliseconds: number
  /** Whether this is the result of an earlier run with the same inputs. */
  readonly cached?: boolean
}
