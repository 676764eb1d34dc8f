import type { Contract, Json, Parameter } from '@testsigma-tms/spec/contract'
import { contract } from '../contract.ts'
import type { Operation } from '../operation.ts'
import { resources } from './reference.ts'

/** The contract as a Postman collection (format 2.1): a folder per resource, a request per operation. */
export function postmanCollection(): Json {
  const [server] = contract.servers
  return {
    info: {
      name: contract.info.title,
      description: contract.info.description ?? '',
      version: contract.info.version ?? '',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{apiKey}}', type: 'string' }] },
    variable: [
      { key: 'baseUrl', value: server?.url ?? '', description: otherServers(contract) },
      {
        key: 'apiKey',
        value: '',
        description: 'Your API key. Set it in an environment, as a secret, rather than here.',
      },
    ],
    item: resources.map(({ name, description, operations }) => ({
      name,
      description,
      item: operations.map(requestItem),
    })),
  }
}

function otherServers({ servers }: Contract): string {
  return servers.map(({ url, description }) => `${url}: ${description}`).join('\n')
}

function requestItem(operation: Operation): Json {
  const { summary, description, method, path, requestBody, responses } = operation
  const body = bodyOf(operation)
  const request = {
    method: method.toUpperCase(),
    description,
    header: requestBody?.content.has('application/json') ? [{ key: 'Content-Type', value: 'application/json' }] : [],
    url: addressOf(operation),
    ...(body && { body }),
  }
  return {
    name: summary,
    request,
    response: [...responses.values()].flatMap(({ status, description, content }) =>
      [...content.values()].flatMap(({ examples }) =>
        examples.map(({ summary, value }) => ({
          name: `${status} ${summary ?? description}`,
          originalRequest: {
            method: method.toUpperCase(),
            header: [],
            url: `{{baseUrl}}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
          },
          code: Number(status),
          status: description,
          header: [{ key: 'Content-Type', value: 'application/json' }],
          body: JSON.stringify(value, null, 2),
        })),
      ),
    ),
  }
}

function addressOf({ path, parameters }: Operation): Json {
  const at = (place: string) => parameters.filter((parameter) => parameter.in === place)
  const segments = path
    .split('/')
    .slice(1)
    .map((segment) => segment.replace(/^\{(\w+)\}$/, ':$1'))
  return {
    raw: `{{baseUrl}}/${segments.join('/')}`,
    host: ['{{baseUrl}}'],
    path: segments,
    variable: at('path').map((parameter) => ({
      key: parameter.name,
      value: exampleOf(parameter),
      description: parameter.description ?? '',
    })),
    // Query parameters are optional, so they are disabled by default.
    query: at('query').map((parameter) => ({
      key: parameter.name,
      value: exampleOf(parameter),
      description: parameter.description ?? '',
      disabled: !parameter.required,
    })),
  }
}

function exampleOf({ examples, schema }: Parameter): string {
  const value = examples[0]?.value ?? contract.follow(schema).examples?.[0] ?? ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function bodyOf({ requestBody }: Operation): Json | undefined {
  const json = requestBody?.content.get('application/json')
  if (json) {
    const [example] = json.examples
    return { mode: 'raw', raw: JSON.stringify(example?.value ?? {}, null, 2), options: { raw: { language: 'json' } } }
  }
  const form = requestBody?.content.get('multipart/form-data')
  if (!form) return undefined
  return {
    mode: 'formdata',
    formdata: Object.entries(contract.resolve(form.schema ?? {}).properties ?? {}).map(
      ([key, { format, description = '' }]) => ({
        key,
        description,
        ...(format === 'binary' ? { type: 'file', src: [] } : { type: 'text', value: '' }),
      }),
    ),
  }
}
