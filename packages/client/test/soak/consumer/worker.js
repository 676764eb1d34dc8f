// For workerd: the base URL and the key are bindings.
import { program } from './program.js'

export default {
  async test(_controller, { baseUrl, apiKey }) {
    console.log(JSON.stringify(await program({ apiKey, baseUrl })))
  },
}
