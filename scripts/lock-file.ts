/** What is used of package-lock.json, version 3. */
export type LockFile = {
  packages: Readonly<Record<string, LockedPackage>>;
};

type Dependencies = Readonly<Record<string, string>>;

type LockedPackage = {
  resolved?: string;
  link?: boolean;
  dependencies?: Dependencies;
  devDependencies?: Dependencies;
  optionalDependencies?: Dependencies;
};

/** Packages whose entry names a host: such a lock file works only where that host can be reached. */
export function findHosts(lock: LockFile): string[] {
  const named = Object.entries(lock.packages).filter(([, it]) => it.resolved?.includes("://"));
  return named.map(([path, it]) => `${path}: ${it.resolved}`);
}

/**
 * Dependencies that have no entry. `npm install` on one system may leave out the binaries for the others, when its
 * registry lacks them; then `npm ci` fails everywhere, the first time that somebody starts afresh.
 */
export function findMissing(lock: LockFile): string[] {
  return Object.entries(lock.packages).flatMap(([path, it]) => {
    const names = Object.keys({ ...it.dependencies, ...it.devDependencies, ...it.optionalDependencies });
    const missing = names.filter((name) => !isResolvable(lock, path, name));
    return missing.map((name) => `${name}, needed by ${path === "" ? "package.json" : path}`);
  });
}

/** As Node looks for it: in the package's own node_modules, then in those of the folders above. */
function isResolvable(lock: LockFile, from: string, name: string): boolean {
  const folders = from.split("/");
  for (let depth = folders.length; depth >= 0; depth -= 1) {
    const above = folders.slice(0, depth).join("/");
    if (Object.hasOwn(lock.packages, `${above === "" ? "" : `${above}/`}node_modules/${name}`)) return true;
  }
  return false;
}

/** Direct dependencies of package.json that the lock file knows in another version, or not at all. */
export function findOutdated(
  lock: LockFile,
  manifest: Pick<LockedPackage, "dependencies" | "devDependencies">,
): string[] {
  const root = lock.packages[""];
  const locked = { ...root?.dependencies, ...root?.devDependencies };
  const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  return wanted
    .filter(([name, version]) => locked[name] !== version)
    .map(([name, version]) => `${name} ${version}`);
}
