/** An SMS centre of Perl's Net::SMPP (Debian's `libnet-smpp-perl`). */
import { join } from "node:path";
import { outsideServer } from "./outside-server.ts";

/** Starts one; undefined where it is not installed. Debian's is Debian's Perl's, which another one may hide. */
export const startNetSmpp = outsideServer({
  name: "Net::SMPP",
  variable: "NET_SMPP",
  interpreters: [["perl"], ["/usr/bin/perl"]],
  probe: ["-MNet::SMPP", "-MJSON::PP", "-e", "1"],
  script: join(import.meta.dirname, "net-smpp", "server.pl"),
});
