/**
 * What a query costs, by GitHub's own formula: the requests that it takes to fulfil every connection, each with as many
 * nodes as it asks for; a hundredth of that, rounded, and one at least.
 * https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#predicting-the-point-value-of-a-query
 */

import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";

type Variables = Readonly<Record<string, unknown>>;
type Reading = { fragments: ReadonlyMap<string, FragmentDefinitionNode>; variables: Variables };

/** @returns points, as a whole number */
export function costOf(document: DocumentNode, operationName: string | null, variables: Variables): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const asked = operations.find(({ name }) => name?.value === operationName) ?? operations[0];
  const requests = asked === undefined ? 0 : requestsFor(asked.selectionSet, 1, { fragments, variables });
  return Math.max(1, Math.round(requests / 100));
}

/** @param times how many objects have these fields, at most */
function requestsFor(set: SelectionSetNode | undefined, times: number, reading: Reading): number {
  let requests = 0;
  for (const selection of set?.selections ?? []) {
    if (!isIncluded(selection, reading)) continue;
    switch (selection.kind) {
      case Kind.FIELD:
        requests += requestsOfField(selection, times, reading);
        break;
      case Kind.INLINE_FRAGMENT:
        requests += requestsFor(selection.selectionSet, times, reading);
        break;
      case Kind.FRAGMENT_SPREAD:
        requests += requestsFor(reading.fragments.get(selection.name.value)?.selectionSet, times, reading);
        break;
    }
  }
  return requests;
}

// A connection takes one request for each object that it belongs to. GitHub says nothing of `nodes(ids:)`; whoever asks
// for what belongs to each of them can hope for no less.
function requestsOfField(field: FieldNode, times: number, reading: Reading): number {
  const size = argument(field, "first", reading) ?? argument(field, "last", reading);
  if (typeof size === "number") return times + requestsFor(field.selectionSet, times * size, reading);
  const ids = field.name.value === "nodes" ? argument(field, "ids", reading) : undefined;
  const many = Array.isArray(ids) ? ids.length : 1;
  return requestsFor(field.selectionSet, times * many, reading);
}

function argument(field: FieldNode, name: string, { variables }: Reading): unknown {
  const given = field.arguments?.find((one) => one.name.value === name);
  return given === undefined ? undefined : readValue(given.value, variables);
}

function readValue(value: ValueNode, variables: Variables): unknown {
  switch (value.kind) {
    case Kind.VARIABLE:
      return variables[value.name.value];
    case Kind.INT:
      return Number(value.value);
    case Kind.BOOLEAN:
      return value.value;
    case Kind.LIST:
      return value.values.map((one) => readValue(one, variables));
    default:
      return undefined;
  }
}

function isIncluded({ directives = [] }: SelectionSetNode["selections"][number], { variables }: Reading) {
  return directives.every(({ name, arguments: given = [] }) => {
    const condition = given.find((one) => one.name.value === "if");
    const holds = condition === undefined || readValue(condition.value, variables) === true;
    return name.value === "skip" ? !holds : name.value === "include" ? holds : true;
  });
}
