/**
 * The contract's own rules for Redocly. They are JavaScript because the editor extension loads this file with its own
 * Node, which may not strip types.
 */
import { DeclaredResponses } from './rules/declared-responses.js'
import { Deprecation } from './rules/deprecation.js'
import { EnumDescriptions } from './rules/enum-descriptions.js'
import { KnownExtension } from './rules/known-extension.js'
import { ListPagination } from './rules/list-pagination.js'
import { MediaTypeExample } from './rules/media-type-example.js'
import { OperationFileName } from './rules/operation-file-name.js'
import { OperationFolderName } from './rules/operation-folder-name.js'
import { OperationOwnFile } from './rules/operation-own-file.js'
import { PathsSorted } from './rules/paths-sorted.js'
import { Provenance } from './rules/provenance.js'
import { RequestSchemaName } from './rules/request-schema-name.js'
import { ResponseHeaders } from './rules/response-headers.js'
import { SchemaFileName } from './rules/schema-file-name.js'
import { SdkName } from './rules/sdk-name.js'
import { Todo } from './rules/todo.js'

export default function plugin() {
  return {
    id: 'contract',
    rules: {
      oas3: {
        'declared-responses': DeclaredResponses,
        deprecation: Deprecation,
        'enum-descriptions': EnumDescriptions,
        'known-extension': KnownExtension,
        'list-pagination': ListPagination,
        'media-type-example': MediaTypeExample,
        'operation-file-name': OperationFileName,
        'operation-folder-name': OperationFolderName,
        'operation-own-file': OperationOwnFile,
        'paths-sorted': PathsSorted,
        provenance: Provenance,
        'request-schema-name': RequestSchemaName,
        'response-headers': ResponseHeaders,
        'schema-file-name': SchemaFileName,
        'sdk-name': SdkName,
        todo: Todo,
      },
    },
  }
}
