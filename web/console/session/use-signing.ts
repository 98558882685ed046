import { useState } from "preact/hooks";
import type { TypedData } from "../http/act.ts";

/** A signature that somebody is asked for. */
export interface AskedSignature {
  readonly typedData: TypedData;
  readonly onSigned: (signature: string) => void;
  readonly onRefused: (error: unknown) => void;
}

/** What is asked for now, and how an act asks. */
export function useSigning() {
  const [asked, setAsked] = useState<AskedSignature>();
  const sign = (typedData: TypedData) =>
    new Promise<string>((resolve, reject) => {
      const ended =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          setAsked(undefined);
          then(value);
        };
      setAsked({ typedData, onSigned: ended(resolve), onRefused: ended(reject) });
    });
  return { asked, sign };
}
