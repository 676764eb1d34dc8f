import { check } from './check.ts'
import type { Command } from './command.ts'
import { live } from './live.ts'
import { server } from './server.ts'
import { traffic } from './traffic.ts'

/** Every command, in the order in which the help shows them. */
export const commands: readonly Command[] = [check, server, traffic, live]
