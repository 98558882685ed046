import { en } from "../../../domain/names/en.ts";
import { zh } from "../../../domain/names/zh.ts";
import { useTexts } from "../app/context.ts";

/** What roles, kinds and fields are called in the reader's language. */
export const useNames = () => useTexts({ en, zh });
