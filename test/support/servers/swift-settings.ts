/** The settings of Swift's four servers. */
import { userInfo } from "node:os";
import { join } from "node:path";

/** The servers of a node. */
export const SWIFT_SERVERS = ["account", "container", "object", "proxy"] as const;
export type SwiftServer = (typeof SWIFT_SERVERS)[number];

const FILTERS = {
  catch_errors: "use = egg:swift#catch_errors",
  gatekeeper: "use = egg:swift#gatekeeper",
  healthcheck: "use = egg:swift#healthcheck",
  // Where no memcached listens: it has to be set, and is done without.
  cache: "use = egg:swift#memcache\nmemcache_servers = 127.0.0.1:1",
  listing_formats: "use = egg:swift#listing_formats",
  s3api: "use = egg:swift#s3api",
  tempauth: "use = egg:swift#tempauth\nuser_test_tester = testing .admin",
  copy: "use = egg:swift#copy",
  slo: "use = egg:swift#slo",
} as const;

/** A server's settings file. No worker processes: each server is the process that was started. */
export function settingsOf(server: SwiftServer, folder: string, port: number): string {
  const filters: (keyof typeof FILTERS)[] =
    server === "proxy" ? (Object.keys(FILTERS) as (keyof typeof FILTERS)[]) : ["healthcheck"];
  const app = server === "proxy" ? "account_autocreate = true" : "";
  return `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${userInfo().username}
swift_dir = ${folder}
devices = ${join(folder, "devices")}
mount_check = false
fallocate_reserve = 0
log_level = ERROR

[pipeline:main]
pipeline = ${[...filters, `${server}-server`].join(" ")}

[app:${server}-server]
use = egg:swift#${server}
${app}

${filters.map((name) => `[filter:${name}]\n${FILTERS[name]}\n`).join("\n")}`;
}
