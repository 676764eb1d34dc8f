import type { GateDescription, Outcome } from '@testsigma-tms/drift/report'

/** A named check of the repository at `root`. It throws when it cannot check. */
export interface Gate extends GateDescription {
  /**
   * Folders with every file that the gate reads, besides the files in the root, the package.json of every package, and
   * this package. A clean result is reused until one of them changes.
   * @default the whole repository
   */
  readonly reads?: readonly string[]
  /** Commands that print the version of a tool that is not a dependency, such as `bash --version`. */
  readonly tools?: readonly string[]
  run(root: string): Promise<Outcome>
}
