// The README quotes these. Raising one is a decision, not a repair.
/** Of the client with every method, bundled for browsers, minified and compressed. */
export const MOST_BYTES = 15_000
/** What the helpers add to that. */
export const MOST_HELPER_BYTES = 3_800
/** Processor time of an import into a fresh process. */
export const MOST_MILLISECONDS = 10
/** For one call. */
export const MOST_INSTANTIATIONS = 50
