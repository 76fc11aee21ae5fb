import { BlockList, isIP, isIPv4, type LookupFunction } from "node:net";
import { hopeless, SendError } from "./failure.ts";

/*
 * Which addresses a webhook may go to. The runner stands in somebody's network, and may reach there what no outsider
 * can; so a name is resolved once, all it resolves to is looked at, and the connection goes to what was looked at and
 * nowhere else.
 */

export type Address = { address: string; family: 4 | 6 };
export type Resolve = (host: string) => Promise<readonly Address[]>;

/** Where something is: open to everybody, inside of a network, or where no webhook ever is. */
export type Reach = "public" | "private" | "never";

/** What policy may allow: machines of one's own. */
const inside = blockList([
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "::1/128",
  "fc00::/7",
]);

/**
 * What nobody may allow: cloud metadata (168.63.129.16 is that of Azure, where GitHub's runners are), the link, groups,
 * documentation, tests and what is reserved.
 * https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const nowhere = blockList([
  "0.0.0.0/8",
  "100.100.100.200/32",
  "168.63.129.16/32",
  "169.254.0.0/16",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "3fff::/20",
  "fd00:ec2::254/128",
]);

/**
 * IPv6 has one range for everybody. What is outside of it and not a network's own is none of a server: mapped and
 * translated IPv4 (`::ffff:0:0/96`, `64:ff9b::/96`), `::`, links, groups.
 */
const everybody = blockList(["2000::/3"]);
const mapped = blockList(["::ffff:0:0/96"]);

/** @param address as Node writes it, without brackets. Anything else is never reached. */
export function reachOf(address: string): Reach {
  const version = isIP(address);
  if (version === 0) return "never";
  const kind = version === 4 ? "ipv4" : "ipv6";
  // A BlockList looks through a mapped address at the one inside, which would pass as one of its own kind.
  if (nowhere.check(address, kind) || (version === 6 && !isPlain(address))) return "never";
  if (inside.check(address, kind)) return "private";
  return version === 4 || everybody.check(address, kind) ? "public" : "never";
}

/** Whether the address itself says that it is this machine. */
export function isLoopback(hostname: string): boolean {
  const host = withoutBrackets(hostname).toLowerCase();
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

export type AddressRules = { allowPrivate: boolean; resolve: Resolve };

/**
 * Where a webhook's host is. This machine, when it is named as such, is always fine: only who runs the runner can put
 * something there.
 * @param hostname of a URL, which has brought every way to write an IP address into one form
 * @throws SendError when there is no address, or one of them is not allowed
 */
export async function findAddresses(hostname: string, rules: AddressRules): Promise<readonly Address[]> {
  const host = withoutBrackets(hostname);
  const addresses = await resolveHost(host, rules.resolve);
  if (isLoopback(host)) return addresses;
  const reaches = addresses.map(({ address }) => reachOf(address));
  if (reaches.includes("never"))
    throw hopeless(
      "its address is none that a webhook can have (of a link, a group, cloud metadata or reserved)",
    );
  if (reaches.includes("private") && !rules.allowPrivate)
    throw hopeless(
      "its address is a private one, which only `private-addresses: true` under `notifications` of the policy allows",
    );
  return addresses;
}

/**
 * The addresses of a host, whatever they are. Those of `localhost` are known without asking: nobody else may say where
 * it is.
 * @throws SendError when there is none; what `resolve` throws
 */
export async function resolveHost(hostname: string, resolve: Resolve): Promise<readonly Address[]> {
  const host = withoutBrackets(hostname);
  if (host.toLowerCase() === "localhost") return [addressOf("127.0.0.1"), addressOf("::1")];
  if (isIP(host) !== 0) return [addressOf(host)];
  const addresses = await resolve(host);
  if (addresses.length === 0)
    throw new SendError({ reason: "its name has no address", again: true, after: null, scope: "channel" });
  return addresses;
}

/** Gives a connection the addresses that were found, instead of a second look-up. */
export function lookupOf(addresses: readonly Address[]): LookupFunction {
  return (_, options, callback) => {
    const [first] = addresses;
    // Node expects the answer later than the question.
    setImmediate(() => {
      if (options.all === true) callback(null, [...addresses]);
      else callback(null, first?.address ?? "", first?.family);
    });
  };
}

function addressOf(address: string): Address {
  return { address, family: isIPv4(address) ? 4 : 6 };
}

/** Of the host of a URL: an IPv6 address as Node takes it. */
export function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}

/** No IPv4 inside, no zone. */
function isPlain(address: string): boolean {
  return !/[.%]/.test(address) && !mapped.check(address, "ipv6");
}

function blockList(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = "", prefix] = subnet.split("/");
    list.addSubnet(address, Number(prefix), isIPv4(address) ? "ipv4" : "ipv6");
  }
  return list;
}
