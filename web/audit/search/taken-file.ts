/** A proof file that was dropped: kept in this tab for the view that checks it. */
import { takeDropped } from "../../start/take-file.ts";

/** A file's name and text. */
export interface TakenFile {
  readonly name: string;
  readonly text: string;
}

let taken: TakenFile | undefined;

/** Keep a file for the view that checks it. */
export function keepFile(file: TakenFile): void {
  taken = file;
}

/** Keep what was dropped on the page before, and tell whether something was. */
export function keepDropped(): boolean {
  const dropped = takeDropped("proof");
  if (dropped) keepFile(dropped);
  return dropped !== undefined;
}

/** The file to be checked. */
export const takenFile = (): TakenFile | undefined => taken;
