import { AttemptMerger, ReportError, type ReportedTest, readReport } from '@testsigma-tms/junit'
import type { ReportFile } from './find-reports.ts'

/** A test with the report that it comes from. */
export interface FoundTest extends ReportedTest {
  readonly file: ReportFile
}

export interface FoundTests {
  readonly tests: readonly FoundTest[]
  /** Reports that cannot be read, with the reasons. */
  readonly broken: readonly { readonly file: ReportFile; readonly reason: string }[]
}

/** Reads all reports; a broken one does not prevent the others from being read. */
export async function readTests(files: readonly ReportFile[]): Promise<FoundTests> {
  const tests: FoundTest[] = []
  const broken: { file: ReportFile; reason: string }[] = []
  for (const file of files) {
    try {
      for (const test of await readOne(file)) tests.push(test)
    } catch (error) {
      broken.push({ file, reason: reasonOf(error) })
    }
  }
  return { tests, broken }
}

async function readOne(file: ReportFile): Promise<FoundTest[]> {
  const merger = new AttemptMerger<FoundTest>()
  for await (const test of readReport(file.open())) merger.add({ ...test, file })
  return merger.tests()
}

function reasonOf(error: unknown): string {
  if (error instanceof ReportError) return error.message
  const { code, message } = error as NodeJS.ErrnoException
  if (code) return code === 'EISDIR' ? 'it is a folder; name its files, as in reports/*.xml' : message
  throw error
}
