import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Contract } from "@release-approval/action-kit";
import { policyJsonSchema } from "@release-approval/approval";
import { webhookSchema } from "@release-approval/report/messages";
import { commands, rootContract, standalone } from "../actions/root-contract.ts";
import { printActionYaml } from "./action-yaml.ts";
import { bundle } from "./bundle.ts";
import { compile } from "./compile.ts";
import { fillBlocks, printBlocks } from "./contract-tables.ts";
import { printDoctorPage } from "./doctor-page.ts";
import { printReasonCodes } from "./reason-codes.ts";
import { copyWorkflow } from "./workflow-copy.ts";

/** Content by path below the root, with `/`. */
export type Files = ReadonlyMap<string, string>;

const contracts: readonly Contract[] = Object.values(standalone);

/**
 * What is generated from the contracts, the policy's schema and the rules: every action.yml, the tables in the READMEs,
 * the JSON Schemas, the reason codes, the doctor's checks, the copy of the shipped workflow.
 * @param root folder of the repository
 */
export async function generateDocuments(root: string): Promise<Files> {
  const files = new Map<string, string>();
  files.set(
    "action.yml",
    printActionYaml(rootContract, `dist/${rootContract.name}.js`, "actions/*/contract.ts"),
  );
  for (const contract of contracts) {
    const folder = `actions/${contract.name}`;
    const main = `../../dist/${contract.name}.js`;
    files.set(`${folder}/action.yml`, printActionYaml(contract, main, `${folder}/contract.ts`));
  }
  const blocks = printBlocks(Object.values<Contract>(commands));
  for (const path of ["README.md", ...contracts.map((it) => `actions/${it.name}/README.md`)]) {
    files.set(path, fillBlocks(readFileSync(join(root, path), "utf8"), blocks));
  }
  files.set("docs/release-approval.schema.json", `${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
  files.set("docs/message.schema.json", `${JSON.stringify(webhookSchema, null, 2)}\n`);
  files.set("docs/reason-codes.md", printReasonCodes());
  files.set("docs/doctor.md", printDoctorPage());
  const shipped = readFileSync(join(root, ".github/workflows/release-approval.yml"), "utf8");
  files.set("examples/workflows/release-approval-copy.yml", copyWorkflow(shipped));
  return files;
}

/** Everything that is generated: the documents, and `dist/` from a clean compilation. */
export async function generateAll(root: string): Promise<Files> {
  compile(root);
  const names = [rootContract, ...contracts].map((it) => it.name);
  const bundled = await bundle(root, names);
  // Last, since they are filled into files that somebody may be writing in meanwhile.
  return new Map([...(await generateDocuments(root)), ...bundled]);
}

/** Paths that differ between what would be generated and what is there: changed, missing, or left over in `dist/`. */
export function findStale(root: string, files: Files): string[] {
  const wanted = [...files]
    .filter(([path, content]) => readText(join(root, path)) !== content)
    .map(([path]) => path);
  return [...wanted, ...findLeftOver(root, files)].sort();
}

/** Files in `dist/` that nothing generates: ncc never cleans up after a chunk that is gone. */
function findLeftOver(root: string, files: Files): string[] {
  const present = globSync("dist/**", { cwd: root, withFileTypes: true }).filter((it) => it.isFile());
  const paths = present.map((it) =>
    join(it.parentPath, it.name)
      .slice(root.length + 1)
      .replaceAll("\\", "/"),
  );
  return paths.filter((path) => !files.has(path));
}

function readText(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}
