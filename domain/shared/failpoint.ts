/**
 * Named places where tests end the process, to prove that what was accepted is neither lost nor doubled whichever
 * instruction was the last. `FAILPOINT=<name>` arms one; nothing is armed in production.
 */
export function failpoint(name: string): void {
  if (process.env.FAILPOINT === name && process.env.NODE_ENV !== "production") process.kill(process.pid, "SIGKILL");
}
