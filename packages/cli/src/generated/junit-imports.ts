// Generated from the contract by `pnpm generate`. Do not edit.

import type { GetJunitImportStatusParams, ImportJunitReportParams } from '@testsigma-tms/client'
import type { OperationCommand } from '../operations/operation-command.ts'

export const commands: readonly OperationCommand[] = [
  {
    name: "create",
    operationId: "importJunitReport",
    method: "post",
    summary: "Import a JUnit report",
    description: "Uploads a JUnit XML report, whose results go to a test run.\n\nThe documented response says `completed` immediately; another reading is that the import continues in the background, so poll its status until it is `completed` or `failed`. No source says how a test in the report is matched with a test case. No public client has recorded a call.",
    takesData: false,
    result: "entity",
    example: "tms junit-imports create --project-id c47ade67-0543-4582-a4a5-b7de447c94f5 --test-run-id 7b2f9c14-58a1-4d2e-9f3a-6c1e8d40a2b9 --junit-xml report.xml",
    flags: [
      {"name":"project_id","flag":"project-id","kind":"text","isInPath":true,"required":true,"description":"UUID of the project that contains the entity."},
      {"name":"test_run_id","flag":"test-run-id","kind":"text","isInPath":true,"required":true,"description":"The test run, by UUID or by human ID (`DEMO-R-1`)."},
      {"name":"junit_xml","flag":"junit-xml","kind":"file","isInPath":false,"required":true,"description":"The JUnit XML file, as the file part of the form."},
    ],
    call: (tms, params: ImportJunitReportParams, options) => tms.junitImports.create(params, options),
  },
  {
    name: "get-status",
    operationId: "getJunitImportStatus",
    method: "get",
    summary: "Get import status",
    description: "Returns the state of an import and what happened to its test cases. The path has `junit-imports` in the plural where the upload has `junit-import`.\n\nNo public client has recorded a call.",
    takesData: false,
    result: "entity",
    example: "tms junit-imports get-status --project-id c47ade67-0543-4582-a4a5-b7de447c94f5 --import-id ebbbcb9f-e532-41dd-9170-369e5ba4539a",
    flags: [
      {"name":"project_id","flag":"project-id","kind":"text","isInPath":true,"required":true,"description":"UUID of the project that contains the entity."},
      {"name":"import_id","flag":"import-id","kind":"text","isInPath":true,"required":true,"description":"UUID of the import, as the upload returned it."},
    ],
    call: (tms, params: GetJunitImportStatusParams, options) => tms.junitImports.getStatus(params, options),
  },
]
