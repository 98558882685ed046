/** Whether a URL's host is this machine: nobody reads on the way there. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** A host as sockets take it: IPv6 addresses without their brackets. */
export function socketHost(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}
