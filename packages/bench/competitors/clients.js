// The other clients, each configured as its documentation says, with the same interface. Their own features (retries,
// queues, pauses) keep their defaults.
import ky from 'ky'
import { Octokit } from 'octokit'
import OpenAI from 'openai'
import createHttpClient from 'openapi-fetch'
import { Configuration, ProjectsApi } from 'qase-api-client'
import Stripe from 'stripe'

/** @typedef {{ path: string, headers?: Record<string, string>, signal?: AbortSignal }} Call */

/** For each client, a function of a base URL and a key. It returns functions that reject unless the call succeeds. */
export const clients = {
  'openapi-fetch': (baseUrl, key) => {
    const http = createHttpClient({ baseUrl, headers: bearer(key) })
    const succeed = async (answer) => {
      const { error } = await answer
      if (error) throw new Error(error.message)
    }
    return {
      get: ({ path, ...options }) => succeed(http.GET(path, options)),
      post: ({ path, ...options }, body) => succeed(http.POST(path, { ...options, body })),
      endsOnAbort: true,
    }
  },
  ky: (baseUrl, key) => {
    const http = ky.create({ headers: bearer(key) })
    return {
      get: ({ path, ...options }) => http.get(baseUrl + path, options).json(),
      post: ({ path, ...options }, json) => http.post(baseUrl + path, { ...options, json }).json(),
      endsOnAbort: true,
    }
  },
  octokit: (baseUrl, key) => {
    const throttle = { onRateLimit: () => true, onSecondaryRateLimit: () => true }
    const log = { debug() {}, info() {}, warn() {}, error() {} }
    const octokit = new Octokit({ baseUrl, throttle, log })
    const send = (method, { path, headers, signal }, body) =>
      octokit.request(`${method} ${path}`, { ...body, headers: { ...bearer(key), ...headers }, request: { signal } })
    return { get: (call) => send('GET', call), post: (call, body) => send('POST', call, body), endsOnAbort: true }
  },
  openai: (baseURL, apiKey) => {
    const openai = new OpenAI({ baseURL, apiKey })
    return {
      get: ({ path, ...options }) => openai.get(path, options),
      post: ({ path, ...options }, body) => openai.post(path, { ...options, body }),
      endsOnAbort: true,
    }
  },
  stripe: (baseUrl, key) => {
    const { hostname: host, port, pathname } = new URL(baseUrl)
    const stripe = new Stripe(key, { host, port, protocol: 'http' })
    const send = async (method, { path, headers }, body) => {
      const answer = await stripe.rawRequest(method, pathname + path, body, { additionalHeaders: headers })
      // Stripe throws only for errors in the format of its own API.
      if (answer.lastResponse.statusCode >= 300) throw new Error(answer.message)
    }
    return { get: (call) => send('GET', call), post: (call, body) => send('POST', call, body), endsOnAbort: false }
  },
  // This client is generated for another API, so its requests are redirected to this one.
  'qase-api-client': (baseUrl, key) => {
    const send = (call, baseOptions, operation) => {
      const url = baseUrl + call.path
      const api = new ProjectsApi(new Configuration({ basePath: url, baseOptions }))
      const { axios } = api
      const request = (config) =>
        axios.request({ ...config, url, headers: { ...config.headers, ...bearer(key), ...call.headers } })
      api.axios = Object.assign(request, { request, defaults: axios.defaults })
      return operation(api, { signal: call.signal })
    }
    return {
      get: (call) => send(call, {}, (api, options) => api.getProjects(undefined, undefined, options)),
      post: (call, body) => send(call, {}, (api, options) => api.createProject(body, options)),
      endsOnAbort: true,
    }
  },
}

function bearer(key) {
  return { authorization: `Bearer ${key}` }
}
