/** Whether a URL's host is this machine: traffic to it cannot be intercepted. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** A host for sockets: IPv6 addresses without brackets. */
export function socketHost(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}
