/** Refusals of who would have to be admitted to a batch: by whom, and where. */
import { NOT_ADMITTED } from "../../domain/roles/require-standing.ts";
import { checksumAddress } from "./eip55.ts";

/** What a dialect puts into its own words. */
export interface Admission {
  /** The holder's name, or its address where it has none here. */
  readonly holder: string;
  /** Where the holder admits somebody. */
  readonly route: string;
  /** The rest of "You do not have permission to …". */
  readonly action: string;
}

/** What a refusal says of who could admit the caller; undefined for any other failure. */
export function admissionIn({
  reason,
  about = {},
}: {
  readonly reason?: string | undefined;
  readonly about?: Readonly<Record<string, string>>;
}): Admission | undefined {
  if (reason !== NOT_ADMITTED) return undefined;
  const { holder = "", traceId = "", action = "" } = about;
  const isAddress = /^0x[0-9a-f]{40}$/.test(holder);
  return { holder: isAddress ? checksumAddress(holder) : holder, route: `POST /v1/traces/${traceId}/parties`, action };
}
