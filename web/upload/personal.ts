/** Whether a file seems to hold what must not be recorded: looked at before anything of it is sent. */
import { personalNumberIn } from "../../domain/shared/personal-numbers.ts";
import { typeOf } from "./type-of.ts";

/** A sort of personal number. */
export type PersonalNumber = NonNullable<ReturnType<typeof personalNumberIn>>;

/** So much of a text is read: a phone has little memory, and one number is enough to ask. */
const READ = 1024 * 1024;

const IS_TEXT = /^(?:text\/|application\/json$)/;

/** The sort of personal number in a file's name or, if it is a text, at its beginning; undefined for none. */
export async function personalNumberInFile(file: File): Promise<PersonalNumber | undefined> {
  const inName = personalNumberIn(file.name);
  if (inName || !IS_TEXT.test(typeOf(file))) return inName;
  // What cannot be read says so itself when it is to be sent.
  return personalNumberIn(
    await file
      .slice(0, READ)
      .text()
      .catch(() => ""),
  );
}
