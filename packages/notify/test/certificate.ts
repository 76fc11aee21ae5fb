import { generate } from "selfsigned";

/** A certificate that nobody signed, and its key, as PEM. */
export type Certificate = { cert: string; key: string };

/** For a server on this machine, under its name, its addresses, and a name that only tests resolve to it. */
export async function makeCertificate(): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 2, value: "mail.example" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}
