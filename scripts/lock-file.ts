import { valid } from "semver";

/** What is used of package-lock.json, version 3. */
export type LockFile = {
  packages: Readonly<Record<string, LockedPackage>>;
};

type Dependencies = Readonly<Record<string, string>>;

/** What is used of a package.json. */
export type Manifest = {
  dependencies?: Dependencies;
  devDependencies?: Dependencies;
  optionalDependencies?: Dependencies;
  peerDependencies?: Dependencies;
  /** Packages that may run a script when they are installed. */
  allowScripts?: Readonly<Record<string, boolean>>;
};

/** Every package.json of the repository by its folder; the first one's is "". */
export type Manifests = Readonly<Record<string, Manifest>>;

type LockedPackage = Omit<Manifest, "allowScripts"> & {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  dev?: boolean;
  hasInstallScript?: boolean;
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

/** Dependencies that are a range, a tag, an alias or an address: what they mean changes without a commit. */
export function findInexact(manifests: Manifests): string[] {
  return Object.entries(manifests).flatMap(([folder, manifest]) =>
    wantedBy(manifest)
      .filter(([, version]) => valid(version) !== version)
      .map(([name, version]) => `${name} ${version}, in ${fileIn(folder)}`),
  );
}

/** Where the lock file and a package.json say different things, or the entry itself is of another version. */
export function findOutdated(lock: LockFile, manifests: Manifests): string[] {
  return Object.entries(manifests).flatMap(([folder, manifest]) => {
    const wanted = new Map(wantedBy(manifest));
    const locked = new Map(wantedBy(lock.packages[folder] ?? {}));
    const names = [...new Set([...wanted.keys(), ...locked.keys()])];
    return names
      .filter((name) => {
        const entry = lock.packages[`node_modules/${name}`];
        return (
          wanted.get(name) !== locked.get(name) || (folder === "" && entry?.version !== wanted.get(name))
        );
      })
      .map((name) => `${name} ${wanted.get(name) ?? "is no longer"} in ${fileIn(folder)}`);
  });
}

/** Packages without a digest: whatever a registry gives for them would be installed. */
export function findUnsealed(lock: LockFile): string[] {
  return Object.entries(lock.packages)
    .filter(([path, it]) => /(^|\/)node_modules\//.test(path) && !it.link)
    .filter(([, it]) => !it.integrity?.startsWith("sha512-"))
    .map(([path]) => path);
}

/** Packages that would run a script when they are installed, and that nobody allowed to. */
export function findScripts(lock: LockFile, { allowScripts = {} }: Manifest): string[] {
  return Object.entries(lock.packages)
    .filter(([, it]) => it.hasInstallScript)
    .map(([path]) => path.replace(/^(.*\/)?node_modules\//, ""))
    .filter((name) => allowScripts[name] !== true);
}

function wantedBy(manifest: Omit<Manifest, "allowScripts">): [name: string, version: string][] {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest;
  return [dependencies, devDependencies, optionalDependencies, peerDependencies].flatMap((it) =>
    Object.entries(it ?? {}),
  );
}

function fileIn(folder: string): string {
  return folder === "" ? "package.json" : `${folder}/package.json`;
}
