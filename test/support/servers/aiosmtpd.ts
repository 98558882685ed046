/** A mail server of Python's aiosmtpd (Debian's `python3-aiosmtpd`). */
import { join } from "node:path";
import { outsideServer } from "./outside-server.ts";

/** Starts one; undefined where it is not installed. Debian's is Debian's Python's, which another one may hide. */
export const startAiosmtpd = outsideServer({
  name: "aiosmtpd",
  variable: "AIOSMTPD",
  interpreters: [
    ["python3", "-W", "ignore"],
    ["/usr/bin/python3", "-W", "ignore"],
  ],
  probe: ["-c", "import aiosmtpd.smtp"],
  script: join(import.meta.dirname, "aiosmtpd", "server.py"),
});
