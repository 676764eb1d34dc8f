// Generated from the contract by `pnpm generate`. Do not edit.

/** The documented address of the API. */
export const DEFAULT_BASE_URL = 'https://test-management.testsigma.com/api/v1'
