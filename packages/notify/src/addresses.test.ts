import { expect, it } from "vitest";
import { type Address, findAddresses, type Reach, reachOf } from "./addresses.ts";

/* Where webhooks may go. The words on the left are the reason, in the language of the registries of IANA. */

const table: [what: string, reach: Reach, addresses: string[]][] = [
  [
    "everybody's",
    "public",
    ["1.1.1.1", "8.8.8.8", "140.82.112.3", "172.15.255.255", "172.32.0.1", "100.63.0.1"],
  ],
  ["everybody's, of version 6", "public", ["2606:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888"]],
  ["this machine", "private", ["127.0.0.1", "127.255.255.254", "::1"]],
  [
    "a private network",
    "private",
    ["10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
  ],
  ["shared by a carrier", "private", ["100.64.0.1", "100.127.255.255"]],
  ["a private network of version 6", "private", ["fc00::1", "fd12:3456::1"]],
  ["this network", "never", ["0.0.0.0", "0.1.2.3", "::"]],
  [
    "the link, and metadata of clouds on it",
    "never",
    ["169.254.169.254", "169.254.0.1", "fe80::1", "fe80::1%eth0"],
  ],
  ["metadata of a cloud elsewhere", "never", ["168.63.129.16", "100.100.100.200", "fd00:ec2::254"]],
  ["a group", "never", ["224.0.0.1", "239.255.255.255", "ff02::1"]],
  ["reserved", "never", ["240.0.0.1", "255.255.255.255", "192.0.0.1", "100::1", "4000::1"]],
  ["documentation", "never", ["192.0.2.1", "198.51.100.7", "203.0.113.9", "2001:db8::1", "3fff::1"]],
  ["tests of devices", "never", ["198.18.0.1", "198.19.255.255"]],
  ["version 4 in version 6", "never", ["::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:a9fe:a9fe", "::7f00:1"]],
  ["translated", "never", ["64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1"]],
  ["a tunnel", "never", ["2002:7f00:1::", "2001:0:7f00:1::", "192.88.99.1"]],
  ["no address", "never", ["", "localhost", "1.2.3", "0x7f.0.0.1", "0177.0.0.1", "2130706433", "[::1]"]],
];

it.each(table.flatMap(([what, reach, addresses]) => addresses.map((it) => [it, what, reach] as const)))(
  "%s (%s) is %s",
  (address, _, reach) => expect(reachOf(address)).toBe(reach),
);

const names: Record<string, string[]> = {
  "public.example": ["1.1.1.1", "2606:4700::1111"],
  "private.example": ["10.1.2.3"],
  "loopback.example": ["127.0.0.1"],
  "half.example": ["1.1.1.1", "10.1.2.3"],
  "metadata.example": ["169.254.169.254"],
  "localhost.example": ["::1"],
  "localhost.": ["127.0.0.1"],
  "127.example": ["127.0.0.1"],
  "nothing.example": [],
};

async function find(url: string, allowPrivate: boolean): Promise<string> {
  const resolve = async (host: string): Promise<Address[]> =>
    (names[host] ?? expect.fail(`asked for ${host}`)).map((address) => ({
      address,
      family: address.includes(":") ? 6 : 4,
    }));
  const found = findAddresses(new URL(url).hostname, { allowPrivate, resolve });
  return found.then(
    (it) => it.map(({ address }) => address).join(" "),
    (error: Error) => error.message,
  );
}

const metadata = /its address is none that a webhook can have/;
const inside = /its address is a private one.*`private-addresses: true`/;

it.each<[url: string, as: string, allowed: RegExp | string, otherwise?: RegExp]>([
  ["https://public.example", "what was looked at", "1.1.1.1 2606:4700::1111"],
  ["https://1.1.1.1", "as it stands", "1.1.1.1"],
  ["https://[2606:4700::1111]:8443", "as it stands", "2606:4700::1111"],

  // This machine, named as such: in every way that a URL brings into one form.
  ["http://localhost", "without asking anybody", "127.0.0.1 ::1"],
  ["http://LOCALHOST:8080", "without asking anybody", "127.0.0.1 ::1"],
  ["http://127.0.0.1", "as it stands", "127.0.0.1"],
  ["http://127.1", "short", "127.0.0.1"],
  ["http://2130706433", "decimal", "127.0.0.1"],
  ["http://0x7f000001", "hexadecimal", "127.0.0.1"],
  ["http://0177.0.0.1", "octal", "127.0.0.1"],
  ["http://１２７.0.0.1", "wide digits", "127.0.0.1"],
  ["http://[::1]", "version 6", "::1"],
  ["http://[0:0:0:0:0:0:0:1]", "version 6, long", "::1"],

  // Names that come out at this machine or in its network.
  ["https://loopback.example", "a name for this machine", "127.0.0.1", inside],
  ["https://localhost.example", "a name for this machine", "::1", inside],
  ["https://localhost.", "not the name itself", "127.0.0.1", inside],
  ["https://127.example", "a name that begins like it", "127.0.0.1", inside],
  ["https://private.example", "a name inside", "10.1.2.3", inside],
  ["https://half.example", "a name that is inside, too", "1.1.1.1 10.1.2.3", inside],
  ["https://10.0.0.1", "an address inside", "10.0.0.1", inside],
  ["https://167772161", "an address inside, decimal", "10.0.0.1", inside],
  ["https://[fd12:3456::1]", "an address inside", "fd12:3456::1", inside],

  // Whatever policy says.
  ["https://metadata.example", "metadata", metadata, metadata],
  ["https://169.254.169.254", "metadata", metadata, metadata],
  ["https://0xa9fea9fe", "metadata, hexadecimal", metadata, metadata],
  ["https://0", "zero", metadata, metadata],
  ["https://[::ffff:127.0.0.1]", "mapped", metadata, metadata],
  ["https://[::ffff:7f00:1]", "mapped", metadata, metadata],
  ["https://[64:ff9b::a9fe:a9fe]", "translated", metadata, metadata],
  [
    "https://nothing.example",
    "a name without an address",
    /its name has no address/,
    /its name has no address/,
  ],
])("%s: %s", async (url, _, allowed, otherwise) => {
  for (const [allowPrivate, expected] of [
    [true, allowed],
    [false, otherwise ?? allowed],
  ] as const) {
    const found = await find(url, allowPrivate);
    if (expected instanceof RegExp) expect(found).toMatch(expected);
    else expect(found).toBe(expected);
  }
});
