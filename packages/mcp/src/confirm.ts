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

/** An action that a person must confirm. */
export interface Question {
  /** What would happen, in one sentence. */
  readonly text: string
  /** The text that the assistant must pass as `confirm` if the client cannot ask the person. */
  readonly phrase: string
  /** The text that it passed as `confirm`. */
  readonly given: string | undefined
}

/** Thrown to end a tool call and make the client ask the person. */
class NeedsConfirmation extends Error {
  readonly question: Question

  constructor(question: Question) {
    super(question.text)
    this.question = question
  }
}

/** Binds the person's reply to the question, because the reply arrives in another request. */
export const confirmations = createRequestStateCodec<string>({ key: randomBytes(32) })

/** Returns if the person has agreed; otherwise throws the question or a refusal. */
export async function confirm(
  question: Question,
  { mcpReq }: ServerContext,
  negotiated: ClientCapabilities | undefined,
): Promise<void> {
  // Since revision 2026-07-28, each request contains the capabilities of the client.
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

/** @returns a result that makes the client ask the person; `undefined` for other errors */
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
  // A client that declares no mode supports forms.
  return elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined)
}

function digestOf({ text }: Question): string {
  return createHash('sha256').update(text).digest('base64url')
}
