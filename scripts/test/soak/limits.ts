/** Maximum installed size of each package in kB, without source maps. Raising one is a decision (ADR 53). */
export const MOST_KILOBYTES: Readonly<Record<string, number>> = {
  '@testsigma-tms/cli': 300,
  '@testsigma-tms/client': 450,
  '@testsigma-tms/drift': 200,
  '@testsigma-tms/junit': 60,
  '@testsigma-tms/mcp': 180,
  '@testsigma-tms/reporters': 70,
  '@testsigma-tms/server': 540,
  '@testsigma-tms/spec': 870,
  '@testsigma-tms/types': 240,
}
