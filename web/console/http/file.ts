/** Files that the API gives to whoever is signed in alone. */
import type { Session } from "../session/session.ts";
import { ApiError, refusalOf } from "./call.ts";

/** Milliseconds for which the browser may still need a file that it saves. */
const KEPT = 60_000;

/** Fetch a file and have the browser save it. Rejects with an ApiError. */
export async function saveFile(session: Session, path: string, name: string): Promise<void> {
  const headers = { authorization: `Bearer ${await session.bearer()}`, "accept-language": session.language };
  const response = await fetch(path, { headers }).catch(() => {
    throw new ApiError(0, "");
  });
  if (!response.ok) throw await refusalOf(response);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
