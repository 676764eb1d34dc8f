export { scrubExchange } from './scrub-exchange.ts'
export { Scrubber } from './scrubber.ts'
