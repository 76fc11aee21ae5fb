import fc from "fast-check";

/** Any code points, lone halves of pairs among them. `fc.string` with the unit `binary` first lists all of them, for seconds. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.nat(0x10ffff), { maxLength }).map((codes) => String.fromCodePoint(...codes));
}
