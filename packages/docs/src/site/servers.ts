import type { Server } from '@testsigma-tms/spec/contract'
import { contract } from '../contract.ts'

/** The contract's default server, as documented by the vendor. */
export const documentedServer: Server = needed(contract.servers[0], 'a default server')

/** The local server of this project. */
export const localServer: Server = needed(contract.servers.find(isLocal), 'a local server')

/** The host that responds without a redirect: the documented one was observed to redirect there. */
export const liveServer: Server = needed(
  contract.servers.find((server) => server !== documentedServer && !isLocal(server)),
  'a live server besides the documented one',
)

function isLocal({ url }: Server): boolean {
  return new URL(url).hostname === '127.0.0.1'
}

function needed(server: Server | undefined, what: string): Server {
  if (!server) throw new Error(`The first page needs ${what} among the servers of the contract`)
  return server
}
