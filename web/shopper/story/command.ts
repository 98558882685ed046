/** The terminal command that verifies a batch. Shell metacharacters in a code are quoted. */
export function verifyCommand(code: string, origin: string): string {
  const quoted = /^[\w.:-]+$/.test(code) ? code : `'${code.replaceAll("'", "'\\''")}'`;
  return `npm run verify -- ${quoted} --api ${origin}`;
}
