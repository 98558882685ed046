import { useEffect, useState } from "preact/hooks";
import * as z from "zod/mini";
import { boundedJson } from "../../proof/answer.ts";

const told = z.string().check(z.maxLength(2_000));
const toldSchema = z.object({
  data: z.object({
    notices: z.array(z.string()),
    recalls: z.array(z.object({ class: told, reason: told, instruction: told, contact: told })).check(z.maxLength(100)),
  }),
});

/** What this server tells of a batch beside its own lines: recalls, and what stands against what it was made of. */
export type Told = z.infer<typeof toldSchema>["data"];

const NOTHING: Told = { notices: [], recalls: [] };

/** Size limit of the answer. */
const ANSWER = { depth: 8, length: 262_144, values: 1_000 };

/** Ask the server; nothing while it has not answered, and where it cannot. */
export function useRecalls(code: string | undefined): Told {
  const [found, setFound] = useState(NOTHING);
  useEffect(() => {
    if (code === undefined) return undefined;
    const asking = new AbortController();
    fetch(`/v1/traces/public/${encodeURIComponent(code)}/recalls`, { signal: asking.signal })
      .then(async (response) => toldSchema.parse(await boundedJson(response, ANSWER)).data)
      // The chain's own words stand all the same.
      .catch(() => NOTHING)
      .then((answer) => {
        if (!asking.signal.aborted) setFound(answer);
      });
    return () => asking.abort();
  }, [code]);
  return found;
}
