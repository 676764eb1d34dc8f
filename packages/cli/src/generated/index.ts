// Generated from the contract by `pnpm generate`. Do not edit.

import type { ResourceCommands } from '../operations/operation-command.ts'

/** The documented base URL of the API. */
export const documentedAddress = "https://test-management.testsigma.com/api/v1"

export const resources: readonly ResourceCommands[] = [
  {
    name: "automation-types",
    summary: "Get automation types",
    methods: ["list"],
    load: () => import('./automation-types.ts'),
  },
  {
    name: "folders",
    summary: "The tree in which a project keeps its test cases.",
    methods: ["list","create","get","update","delete","move"],
    load: () => import('./folders.ts'),
  },
  {
    name: "junit-imports",
    summary: "Uploads of JUnit XML reports, whose results go to a test run.",
    methods: ["create","get-status"],
    load: () => import('./junit-imports.ts'),
  },
  {
    name: "labels",
    summary: "Words that group test cases, step groups, runs and plans.",
    methods: ["list"],
    load: () => import('./labels.ts'),
  },
  {
    name: "projects",
    summary: "Workspaces for test cases, runs and plans, each with its own prefix for human IDs.",
    methods: ["list","create","get","update","delete"],
    load: () => import('./projects.ts'),
  },
  {
    name: "step-groups",
    summary: "Steps written once and shared by several test cases.",
    methods: ["list","create","get","update","delete"],
    load: () => import('./step-groups.ts'),
  },
  {
    name: "test-case-priorities",
    summary: "Get test case priorities",
    methods: ["list"],
    load: () => import('./test-case-priorities.ts'),
  },
  {
    name: "test-cases",
    summary: "Instructions for a tester, with the expected result: in prose, or step by step.",
    methods: ["list","create","get","update","delete"],
    load: () => import('./test-cases.ts'),
  },
  {
    name: "test-case-statuses",
    summary: "Get test case statuses",
    methods: ["list"],
    load: () => import('./test-case-statuses.ts'),
  },
  {
    name: "test-case-types",
    summary: "Get test case types",
    methods: ["list"],
    load: () => import('./test-case-types.ts'),
  },
  {
    name: "test-plans",
    summary: "Sets of test runs with a common goal, a release for example.",
    methods: ["list","create","get","update","delete","complete","list-runs"],
    load: () => import('./test-plans.ts'),
  },
  {
    name: "test-runs",
    summary: "Executions of a set of test cases, with one entry, an assignee and a result for each case.",
    methods: ["list","create","get","update","delete","assign-user","list-cases","update-cases"],
    load: () => import('./test-runs.ts'),
  },
  {
    name: "test-run-statuses",
    summary: "Get test run statuses",
    methods: ["list"],
    load: () => import('./test-run-statuses.ts'),
  },
  {
    name: "users",
    summary: "The people who can sign in, own test cases and carry out test runs.",
    methods: ["list"],
    load: () => import('./users.ts'),
  },
]
