import type { Text } from "../formats/text.ts";
import { Unreadable } from "../formats/unreadable.ts";
import { readXml, type XmlHandler } from "../formats/xml.ts";
import { clover } from "./clover.ts";
import { cobertura } from "./cobertura.ts";
import type { CoverageFigures } from "./figures.ts";
import { jacoco } from "./jacoco.ts";

/** Is told what is within the root, and then what came of it. */
export type CoverageHandler = XmlHandler & { figures: () => CoverageFigures };

type Attributes = Readonly<Record<string, string>>;

/** Reads Cobertura, Clover and JaCoCo. The first two have a root of the same name; Clover's first element tells. */
export async function readCoverageXml(text: Text): Promise<{ format: string; found: CoverageFigures }> {
  let root: { name: string; attributes: Attributes } | null = null;
  let depth = 0;
  let chosen: { format: string; handler: CoverageHandler } | null = null;
  await readXml(text, {
    open: (name, attributes) => {
      depth += 1;
      if (root === null) {
        root = { name, attributes };
        if (name !== "coverage" && name !== "report") throw unknown();
        return;
      }
      chosen ??= choose(root, name);
      chosen.handler.open(name, attributes);
    },
    close: (name) => {
      depth -= 1;
      if (depth > 0) chosen?.handler.close(name);
    },
  });
  // TypeScript does not see that the handler has set it.
  const { format, handler } = (chosen as { format: string; handler: CoverageHandler } | null) ?? empty(root);
  return { format, found: handler.figures() };
}

function choose(
  root: { name: string; attributes: Attributes },
  first: string,
): { format: string; handler: CoverageHandler } {
  if (root.name === "report") return { format: "JaCoCo", handler: jacoco() };
  if (first === "project" || first === "testproject") return { format: "Clover", handler: clover() };
  if (root.attributes["line-rate"] !== undefined || first === "packages" || first === "sources")
    return { format: "Cobertura", handler: cobertura(root.attributes) };
  throw unknown();
}

function empty(root: { name: string; attributes: Attributes } | null): {
  format: string;
  handler: CoverageHandler;
} {
  if (root === null) throw unknown();
  return choose(root, "");
}

function unknown(): Unreadable {
  return new Unreadable("is in no format of coverage that is read");
}
