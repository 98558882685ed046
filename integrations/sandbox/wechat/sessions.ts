/** Log-in codes and their users. */
import { createHash } from "node:crypto";
import { type Errcode, fault } from "./faults.ts";

/** Codes that simulate refusals. Any other is valid any number of times, and always belongs to the same user. */
const REFUSED: ReadonlyMap<string, Errcode> = new Map([
  ["invalid", 40029],
  ["used", 40163],
  ["blocked", 40226],
  ["limit", 45011],
  ["busy", -1],
]);

/** A session key, which must not be stored. */
const SESSION_KEY = Buffer.from("session-key-demo").toString("base64");

/** The openid of a code: 28 characters as WeChat's own have them, the same for the same code. */
export function openidOf(code: string): string {
  return `o${createHash("sha256").update(`openid of ${code}`).digest("base64url").slice(0, 27)}`;
}

/** The answers to log-in codes: those in `codes` are valid once, like WeChat's own. */
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
    return { session_key: SESSION_KEY, openid: openidOf(code) };
  };
}
