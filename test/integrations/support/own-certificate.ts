import { generate } from "selfsigned";

/** A certificate of its own making for this machine, and its key. */
export async function ownCertificate(): Promise<{ readonly key: string; readonly cert: string }> {
  const names = [
    { type: 2 as const, value: "localhost" },
    { type: 7 as const, ip: "127.0.0.1" },
  ];
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    extensions: [{ name: "subjectAltName", altNames: names }],
  });
  return { key, cert };
}
