/** One threat of `docs/threat-model.md`: a row of one of its tables. */
export type Threat = {
  id: string;
  boundary: string;
  who: string[];
  stride: string[];
  stops: string;
  tests: { path: string; name: string }[];
};

/** The rows of the tables whose first column is an id, `T-01`. Cells hold no `|`. */
export function readThreats(text: string): Threat[] {
  let boundary = "";
  return text.split("\n").flatMap((line) => {
    if (line.startsWith("## ")) boundary = line.slice(3);
    const [id = "", who = "", , stride = "", stops = "", , tests = ""] = cellsOf(line);
    if (!/^T-\d+$/.test(id)) return [];
    return [{ id, boundary, who: who.split(", "), stride: stride.split(" "), stops, tests: testsIn(tests) }];
  });
}

/** The first column of the table below "Who". */
export function readActors(text: string): string[] {
  const [, after = ""] = text.split("\n## Who\n");
  const [table = ""] = after.split("\n## ");
  return table
    .split("\n")
    .flatMap((line) => cellsOf(line)[0] ?? [])
    .filter((name) => !/^(who|-*)$/.test(name));
}

function cellsOf(line: string): string[] {
  return line.startsWith("| ")
    ? line
        .slice(2)
        .split(" | ")
        .map((cell) => cell.replace(/ \|$/, ""))
    : [];
}

/** `[file](../path/file): “name”, “name”<br>[file](…): …` */
function testsIn(cell: string): Threat["tests"] {
  let path = "";
  return [...cell.matchAll(/\]\(\.\.\/([^)]+)\)|“([^”]+)”/g)].flatMap(([, file, name]) => {
    path = file ?? path;
    return name === undefined ? [] : [{ path, name }];
  });
}

/**
 * What is wrong with a threat. Pure.
 * @param read the text of a file of the repository; null: there is none
 */
export function findGaps(threat: Threat, actors: readonly string[], read: (path: string) => string | null) {
  const { id, who, stride, stops, tests } = threat;
  return [
    ...who.filter((one) => !actors.includes(one)).map((one) => `${id}: nobody is called ${one}`),
    ...stride.filter((one) => !/^[STRIDE]$/.test(one)).map((one) => `${id}: ${one} is no letter of STRIDE`),
    ...(stops === "" ? [`${id}: nothing stops it or shows it`] : []),
    ...(tests.length === 0 ? [`${id}: no test tries it`] : []),
    ...tests.flatMap(({ path, name }) => {
      const source = read(path);
      if (source === null) return [`${id}: there is no ${path}`];
      if (/\b(it|test|describe)\.(skip|todo)\b/.test(source)) return [`${id}: ${path} leaves tests out`];
      return isNamedIn(source, name) ? [] : [`${id}: ${path} has no test “${name}”`];
    }),
  ];
}

// As a title, the template of one, or the name of a row: a text of its own, in any quotes.
function isNamedIn(source: string, name: string): boolean {
  const quoted = [JSON.stringify(name), `'${name}'`, `\`${name}\``];
  return quoted.some((text) => source.includes(text));
}

/** Counts, a line each, for people. */
export function tellThreats(threats: readonly Threat[], actors: readonly string[]): string[] {
  const line = (name: string, some: readonly Threat[]) =>
    `${String(some.length).padStart(4)}  ${String(some.reduce((sum, one) => sum + one.tests.length, 0)).padStart(5)}  ${name}`;
  const boundaries = [...new Set(threats.map((one) => one.boundary))];
  const letters = {
    S: "spoofing",
    T: "tampering",
    R: "repudiation",
    I: "disclosure",
    D: "denial",
    E: "elevation",
  };
  return [
    "threats tests by boundary",
    ...boundaries.map((name) =>
      line(
        name,
        threats.filter((one) => one.boundary === name),
      ),
    ),
    "threats tests by who tries",
    ...actors.map((name) =>
      line(
        name,
        threats.filter((one) => one.who.includes(name)),
      ),
    ),
    "threats tests by kind",
    ...Object.entries(letters).map(([letter, name]) =>
      line(
        name,
        threats.filter((one) => one.stride.includes(letter)),
      ),
    ),
    line("in all", threats),
  ];
}
