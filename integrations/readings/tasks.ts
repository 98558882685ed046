import type { ReadingsQuery, SentReadings, StoredReadings } from "../../domain/readings/ports.ts";
import type { DomainError } from "../../domain/shared/errors.ts";
import { accept, type FoundFile, find, prove } from "./work.ts";

/** What a thread is asked to do. */
export type Task =
  | { readonly does: "accept"; readonly sent: SentReadings }
  | { readonly does: "find"; readonly stored: readonly FoundFile[]; readonly query: ReadingsQuery }
  | { readonly does: "prove"; readonly stored: StoredReadings; readonly index: number };

/** What each task gives. */
export interface Results {
  accept: ReturnType<typeof accept>;
  find: ReturnType<typeof find>;
  prove: ReturnType<typeof prove>;
}

/** What comes back from a thread: errors lose their class on the way. */
export type ThreadAnswer =
  | { readonly result: Results[keyof Results] }
  | { readonly fault: Pick<DomainError, "code" | "message" | "details"> };

/** Do a task. Throws as the port says. */
export function work(task: Task): Results[keyof Results] {
  switch (task.does) {
    case "accept":
      return accept(task.sent);
    case "find":
      return find(task.stored, task.query);
    case "prove":
      return prove(task.stored, task.index);
  }
}
