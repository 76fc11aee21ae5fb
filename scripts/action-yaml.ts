import type { Contract, InputDeclaration } from "@release-approval/action-kit";
import { stringify } from "yaml";
import { describeInput } from "./describe-input.ts";

/**
 * The action.yml of a contract.
 * @param main path of the bundle's stub, from the action's folder
 * @returns YAML, with a line that says where to change it
 */
export function printActionYaml(contract: Contract, main: string, source: string): string {
  const inputs = Object.entries(contract.inputs).map(([name, input]) => [name, printInput(input)]);
  const outputs = Object.entries(contract.outputs).map(([name, { description }]) => [name, { description }]);
  const action = {
    name: contract.title,
    description: contract.description,
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries(outputs),
    runs: { using: "node24", main },
    branding: { icon: "check-circle", color: "green" },
  };
  return `# Generated from ${source} by \`npm run build\`.\n${stringify(action, { lineWidth: 0 })}`;
}

function printInput(input: InputDeclaration): Record<string, unknown> {
  return {
    description: describeInput(input),
    // The runner only warns about a missing one; the action refuses it.
    ...(input.required ? { required: true } : {}),
    ...(input.default === undefined ? {} : { default: input.default }),
  };
}
