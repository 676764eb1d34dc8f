import type { GateDescription, Outcome } from '@testsigma-tms/drift/report'

/** One named check of the repository at `root`. It throws when it cannot check. */
export interface Gate extends GateDescription {
  /**
   * Folders with every file that the gate reads, in addition to the files in the root itself, the package.json of every
   * package, and this package: as long as they stay as they are, a clean result is not checked again.
   * @default the whole repository
   */
  readonly reads?: readonly string[]
  /** Command lines that say which version is installed of a tool that is not a dependency: `bash --version`. */
  readonly tools?: readonly string[]
  run(root: string): Promise<Outcome>
}
