import { z } from "zod";
import type { OutgoingAnswer } from "../outgoing/ask.ts";

/** WeChat refused, with an error code. Its message may quote the request: it is left out. */
export class WechatFault extends Error {
  override readonly name = "WechatFault";
  readonly errcode: number;

  constructor(errcode: number) {
    super(`WeChat answered with code ${errcode}`);
    this.errcode = errcode;
  }
}

const faultSchema = z.looseObject({ errcode: z.number().optional() });

/** WeChat's answer. Throws a WechatFault, or an error for a malformed answer. */
export function parseAnswer({ status, text }: OutgoingAnswer): { readonly value: unknown; readonly text: string } {
  if (status !== 200) throw new Error(`WeChat answered with status ${status}`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // The parser's own message would quote the text.
    throw new Error("WeChat answered with what is no JSON");
  }
  const fault = faultSchema.safeParse(parsed);
  if (!fault.success) throw new Error("WeChat answered with what is no object");
  if (fault.data.errcode) throw new WechatFault(fault.data.errcode);
  return { value: parsed, text };
}
