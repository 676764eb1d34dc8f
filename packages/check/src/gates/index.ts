import type { Gate } from '../gate.ts'
import { bundle } from './bundle.ts'
import { examples } from './examples.ts'
import { generated } from './generated.ts'
import { lint } from './lint.ts'
import { server } from './server.ts'
import { snippets } from './snippets.ts'
import { tools } from './tools.ts'
import { types } from './types.ts'
import { version } from './version.ts'
import { wire } from './wire.ts'

/** All gates, in the order of reports. */
export const gates: readonly Gate[] = [lint, bundle, generated, examples, snippets, tools, wire, types, version, server]
