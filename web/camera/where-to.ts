import { BATCH_CODE } from "../../domain/batches/batch-code.ts";
import { typedCode, typedDigitalLink } from "../../domain/batches/typed-code.ts";

/** The path that a scanned or typed text leads to on this host; undefined where it is no code of a batch or product. */
export function pathFor(text: string): string | undefined {
  const link = typedDigitalLink(text);
  if (link !== undefined) return link;
  const code = typedCode(text);
  return BATCH_CODE.test(code) ? `/t/${encodeURIComponent(code)}` : undefined;
}
