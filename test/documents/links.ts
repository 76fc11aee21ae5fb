import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Links inside the repository that lead nowhere: to a file that is not there, or to a heading that its file lacks. */
export function brokenLinks(root: string, path: string): string[] {
  const markdown = withoutCode(readFileSync(join(root, path), "utf8"));
  const targets = [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target) && !leadsSomewhere(root, path, target));
}

function leadsSomewhere(root: string, from: string, target: string): boolean {
  const [file = "", anchor] = target.split("#");
  const path = file === "" ? join(root, from) : join(root, dirname(from), file);
  if (!existsSync(path)) return false;
  return anchor === undefined || headings(readFileSync(path, "utf8")).includes(anchor);
}

/** Anchors as GitHub makes them of headings. */
function headings(markdown: string): string[] {
  return [...withoutCode(markdown).matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^( *)```[\s\S]*?^\1```$/gm, "");
}
