/** Log-in codes, and whose they are. */
import { createHash } from "node:crypto";
import { type Errcode, fault } from "./faults.ts";

/** Codes that begin so are good, as often as they come, and the same one is always the same user's. */
const GOOD = "demo";

/** Codes that show what WeChat may refuse. All others are unknown (40029). */
const REFUSED: ReadonlyMap<string, Errcode> = new Map([
  ["used", 40163],
  ["blocked", 40226],
  ["limit", 45011],
  ["busy", -1],
]);

/** What nobody is to keep. */
const SESSION_KEY = Buffer.from("session-key-demo").toString("base64");

/** The openid of a demonstration code: 28 characters as WeChat's own have them, the same for the same code. */
export function openidOf(code: string): string {
  return `o${createHash("sha256").update(`openid of ${code}`).digest("base64url").slice(0, 27)}`;
}

/** The answers to log-in codes: those in `codes` are good once, as WeChat's own, and then used. */
export function sessionBook(codes: Map<string, string>) {
  const used = new Set<string>();
  return (code: string): object => {
    if (code === "") return fault(41008);
    const openid = codes.get(code);
    if (openid !== undefined) {
      codes.delete(code);
      used.add(code);
      return { session_key: SESSION_KEY, openid };
    }
    const refusal = used.has(code) ? 40163 : REFUSED.get(code);
    if (refusal !== undefined) return fault(refusal);
    return code.startsWith(GOOD) ? { session_key: SESSION_KEY, openid: openidOf(code) } : fault(40029);
  };
}
