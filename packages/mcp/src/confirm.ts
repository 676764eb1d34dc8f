import { createHash, randomBytes } from 'node:crypto'
import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  createRequestStateCodec,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { ToolError } from './output/tool-error.ts'

/** What a person has to agree to before it is done. */
export interface Question {
  /** What would happen, in one sentence. */
  readonly text: string
  /** What the assistant has to repeat as `confirm` where the client cannot ask the person. */
  readonly phrase: string
  /** What it gave as `confirm`. */
  readonly given: string | undefined
}

/** Ends a call of a tool, to have a person asked. */
class NeedsConfirmation extends Error {
  readonly question: Question

  constructor(question: Question) {
    super(question.text)
    this.question = question
  }
}

/** Ties the person's reply to the question, for a reply comes back with another request. */
export const confirmations = createRequestStateCodec<string>({ key: randomBytes(32) })

/** Goes on when a person has agreed, asks when nobody has been asked. */
export async function confirm(
  question: Question,
  { mcpReq }: ServerContext,
  negotiated: ClientCapabilities | undefined,
): Promise<void> {
  // Since 2026-07-28 each request says what its client can do.
  const own: Record<string, unknown> = { ...mcpReq.envelope }
  const capabilities = own[CLIENT_CAPABILITIES_META_KEY] as ClientCapabilities | undefined
  const reply = inputResponse(mcpReq.inputResponses, 'confirm')
  if (reply.kind === 'elicit') {
    const isSame = mcpReq.requestState<string>() === digestOf(question)
    if (isSame && reply.action === 'accept' && reply.content?.confirm === true) return
    throw new ToolError(`${question.text} The person did not agree. Nothing was changed.`)
  }
  if (canAsk(capabilities ?? negotiated)) throw new NeedsConfirmation(question)
  if (question.given === question.phrase) return
  const phrase = JSON.stringify(question.phrase)
  throw new ToolError(
    `${question.text} Nothing was changed yet. Ask the person; if they agree, call this tool again with confirm: ${phrase}.`,
  )
}

/** @returns what makes the client ask the person; `undefined` for any other error */
export async function toRequest(error: unknown): Promise<InputRequiredResult | undefined> {
  if (!(error instanceof NeedsConfirmation)) return undefined
  const { question } = error
  return inputRequired({
    inputRequests: {
      confirm: inputRequired.elicit({
        message: question.text,
        requestedSchema: {
          type: 'object',
          properties: { confirm: { type: 'boolean', title: 'Do it' } },
          required: ['confirm'],
        },
      }),
    },
    requestState: await confirmations.mint(digestOf(question)),
  })
}

function canAsk(capabilities: ClientCapabilities | undefined): boolean {
  const elicitation = capabilities?.elicitation
  // A client that names no mode has forms.
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined)
}

function digestOf({ text }: Question): string {
  return createHash('sha256').update(text).digest('base64url')
}
