/** The terminal command that verifies a batch. A code may hold signs that shells take for their own: those are quoted. */
export function verifyCommand(code: string, origin: string): string {
  const quoted = /^[\w.:-]+$/.test(code) ? code : `'${code.replaceAll("'", "'\\''")}'`;
  return `npm run verify -- ${quoted} --api ${origin}`;
}
