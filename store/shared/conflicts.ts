/** The column whose unique value a failed insertion repeated; undefined for any other error. */
export function repeatedColumn(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  if (error.code !== "SQLITE_CONSTRAINT_UNIQUE" && error.code !== "SQLITE_CONSTRAINT_PRIMARYKEY") return undefined;
  return /UNIQUE constraint failed: \w+\.(\w+)/.exec(error.message)?.[1];
}
