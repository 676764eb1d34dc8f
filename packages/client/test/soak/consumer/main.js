// For Node, Deno and Bun.
import { program } from './program.js'

const { TESTSIGMA_BASE_URL: baseUrl, TESTSIGMA_API_KEY: apiKey } = process.env
console.log(JSON.stringify(await program({ apiKey, baseUrl })))
