/** At which address others reach a server that listens everywhere. */
import { type NetworkInterfaceInfo, networkInterfaces } from "node:os";

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** Networks between programs on one machine: no phone is in them. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|podman|tun|tap|utun|wg|tailscale|zt)/i;

/** Addresses of home and office networks (RFC 1918). */
const PRIVATE = /^(192\.168\.|10\.|172\.(1[6-9]|2\d|3[01])\.)/;

/**
 * The host in the address that a phone opens: of a server that listens everywhere this machine's own on the network, where
 * it has one. A code that says `localhost` leads a phone to itself.
 */
export function reachableHost(host: string, interfaces: Interfaces = networkInterfaces()): string {
  const bare = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  if (bare === "0.0.0.0" || bare === "::") return addressIn(interfaces) ?? "localhost";
  if (bare === "localhost" || bare === "::1" || /^127(\.\d{1,3}){3}$/.test(bare)) return "localhost";
  return bare.includes(":") ? `[${bare}]` : bare;
}

function addressIn(interfaces: Interfaces): string | undefined {
  const addresses = Object.entries(interfaces)
    .filter(([name]) => !VIRTUAL.test(name))
    .flatMap(([, infos]) => infos ?? [])
    // A link-local address was given by nobody, and is reached by few.
    .filter(({ family, internal, address }) => family === "IPv4" && !internal && !address.startsWith("169.254."))
    .map(({ address }) => address);
  return addresses.find((address) => PRIVATE.test(address)) ?? addresses[0];
}
