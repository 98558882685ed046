/** What HTTP servers do that do not work. */
import type { Fault } from "./road.ts";

const head = (status: string, length: number, more = "") =>
  `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nConnection: close\r\n${more}Content-Length: ${length}\r\n\r\n`;

/** A whole answer. */
export function answer(status: string, body: string | Uint8Array, more = ""): Fault {
  const bytes = Buffer.from(body);
  return {
    when: "asked",
    says: Buffer.concat([Buffer.from(head(status, bytes.length, more)), bytes]),
    afterwards: "end",
  };
}

/** Faults of any server, whatever it is asked. */
export const HTTP_FAULTS = {
  "refuses connections": "refused",
  "says nothing": { when: "asked", says: "", afterwards: "silence" },
  "hangs up": { when: "asked", says: "", afterwards: "end" },
  "never ends its head": { when: "asked", says: "HTTP/1.1 200 OK\r\nX-Slow: ", afterwards: { trickles: "x" } },
  "speaks another protocol": { when: "asked", says: "220 mail.example ESMTP\r\n", afterwards: "end" },
  "answers 500": answer("500 Internal Server Error", '{"error":"at db.internal:5432"}'),
  "answers 503": answer("503 Service Unavailable", "<html>"),
  "redirects to itself": answer("302 Found", "", "Location: /elsewhere\r\n"),
} satisfies Record<string, Fault | "refused">;

/** Faults of bodies, for those who read them: `limit` is the longest that is read, in bytes. */
export function bodyFaults(limit: number) {
  return {
    "never ends its body": { when: "asked", says: head("200 OK", 1_000_000), afterwards: { trickles: " " } },
    "stops after its head": { when: "asked", says: head("200 OK", 100), afterwards: "silence" },
    "breaks off its body": { when: "asked", says: `${head("200 OK", 100)}{"data":[`, afterwards: "end" },
    "sends too much": answer("200 OK", `{"data":"${"x".repeat(limit)}"}`),
    "sends no UTF-8": answer("200 OK", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  } satisfies Record<string, Fault>;
}

/** Faults of JSON. */
export const JSON_FAULTS = {
  "sends HTML": answer("200 OK", "<!doctype html><title>Welcome</title>"),
  "sends half of its JSON": answer("200 OK", '{"data":[{"'),
  "sends another shape": answer("200 OK", "[7]"),
} satisfies Record<string, Fault>;

/** What servers answer that do not know us. */
export const CREDENTIAL_FAULTS = {
  "answers 401": answer("401 Unauthorized", '{"error":"who?"}'),
  "answers 403": answer("403 Forbidden", '{"error":"no"}'),
} satisfies Record<string, Fault>;
