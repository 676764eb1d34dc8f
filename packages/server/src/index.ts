export { InvalidKeyError } from './keys.ts'
export type { Server, ServerOptions } from './server.ts'
export { createServer } from './server.ts'
export { DataFileError } from './store/data-file-error.ts'
