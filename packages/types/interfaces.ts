import ts from 'typescript'

type ObjectSchema = ts.PropertySignature & { readonly name: ts.Identifier; readonly type: ts.TypeLiteralNode }

/**
 * Turns every object schema into an interface. openapi-typescript generates aliases to parts of one large type, and
 * editors then show the content of such a part instead of its name.
 *
 * Optional properties of schemas that callers fill in may also be `undefined`, so that `{ title: options.title }`
 * compiles under `exactOptionalPropertyTypes`.
 */
export function withInterfaces(nodes: readonly ts.Node[]): ts.Node[] {
  const schemas = nodes.flatMap(objectSchemas)
  const names = new Set(schemas.map(({ name }) => name.text))
  const sent = sentSchemas(nodes, schemas)
  const isReplaced = (node: ts.Node) => ts.isTypeAliasDeclaration(node) && names.has(node.name.text)
  const rest = nodes.filter((node) => !isReplaced(node)).map((node) => withReferences(node, new Set(schemas)))
  return [...rest, ...schemas.map((schema) => interfaceOf(schema, sent.has(schema.name.text)))]
}

/** The properties of `components.schemas` that are objects. */
function objectSchemas(node: ts.Node): ObjectSchema[] {
  if (!ts.isInterfaceDeclaration(node) || node.name.text !== 'components') return []
  const schemas = node.members.find(
    (member) => member.name && ts.isIdentifier(member.name) && member.name.text === 'schemas',
  )
  if (!schemas || !ts.isPropertySignature(schemas) || !schemas.type || !ts.isTypeLiteralNode(schemas.type)) return []
  return schemas.type.members.filter(isObjectSchema)
}

function isObjectSchema(member: ts.TypeElement): member is ObjectSchema {
  if (!ts.isPropertySignature(member) || !ts.isIdentifier(member.name)) return false
  return member.type !== undefined && ts.isTypeLiteralNode(member.type)
}

function withReferences(root: ts.Node, schemas: ReadonlySet<ts.Node>): ts.Node {
  const visit = (node: ts.Node): ts.Node => {
    if (!schemas.has(node)) return ts.visitEachChild(node, visit, undefined)
    const { modifiers, name, questionToken } = node as ObjectSchema
    const reference = ts.factory.createTypeReferenceNode(name.text)
    return ts.factory.createPropertySignature(modifiers, name, questionToken, reference)
  }
  return ts.visitEachChild(root, visit, undefined)
}

function interfaceOf(schema: ObjectSchema, isSent: boolean): ts.InterfaceDeclaration {
  const exported = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)]
  const { name } = schema
  const { members } = isSent ? withUndefined(schema.type) : schema.type
  const declaration = ts.factory.createInterfaceDeclaration(exported, name.text, undefined, undefined, members)
  return ts.setSyntheticLeadingComments(declaration, ts.getSyntheticLeadingComments(schema))
}

/** Names of the schemas in request bodies, at any depth. */
function sentSchemas(nodes: readonly ts.Node[], schemas: readonly ObjectSchema[]): ReadonlySet<string> {
  const sent = new Set<string>()
  const collect = (node: ts.Node): void => {
    const name = schemaName(node)
    if (name === undefined) {
      ts.forEachChild(node, collect)
      return
    }
    if (sent.has(name)) return
    sent.add(name)
    for (const schema of schemas) if (schema.name.text === name) collect(schema.type)
  }
  const findBodies = (node: ts.Node): void => {
    const isBody = ts.isPropertySignature(node) && ts.isIdentifier(node.name) && node.name.text === 'requestBody'
    if (isBody) collect(node)
    else ts.forEachChild(node, findBodies)
  }
  for (const node of nodes) findBodies(node)
  return sent
}

/** `User` for `components["schemas"]["User"]`. */
function schemaName(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined
  const { indexType } = node
  return ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal) ? indexType.literal.text : undefined
}

/** Adds `undefined` to the types of optional properties, at any depth. */
function withUndefined(type: ts.TypeLiteralNode): ts.TypeLiteralNode {
  const nothing = ts.factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword)
  const visit = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visit, undefined)
    if (!ts.isPropertySignature(visited) || !visited.questionToken || !visited.type) return visited
    const { modifiers, name, questionToken } = visited
    const either = ts.factory.createUnionTypeNode([visited.type, nothing])
    return ts.factory.updatePropertySignature(visited, modifiers, name, questionToken, either)
  }
  return ts.visitEachChild(type, visit, undefined)
}
