import type { Executor } from "../shared/executor.ts";

/** How far the mirror has come; undefined before its first block. */
export const mirrorPosition = (executor: Executor) => executor.selectFrom("cursor").selectAll().executeTakeFirst();
