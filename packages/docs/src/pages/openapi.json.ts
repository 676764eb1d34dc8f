import document from '@testsigma-tms/spec/openapi.json?raw'
import type { APIRoute } from 'astro'

/** The contract, byte for byte. */
export const GET: APIRoute = () => new Response(document)
