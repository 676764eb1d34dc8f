// What bundles are measured with.
export { createClient } from '@testsigma-tms/client'
