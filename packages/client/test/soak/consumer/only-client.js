// The module whose bundle is measured.
export { createClient } from '@testsigma-tms/client'
