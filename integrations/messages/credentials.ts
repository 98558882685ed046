/** The user and password of a URL, decoded; null without them. Throws an Error that shows neither. */
export function credentialsOf(url: URL): { readonly user: string; readonly password: string } | null {
  if (!url.username && !url.password) return null;
  if (!url.username || !url.password) throw new Error("must hold both a user and a password, or neither");
  try {
    const user = decodeURIComponent(url.username);
    const password = decodeURIComponent(url.password);
    if (!/\p{Cc}/u.test(user + password)) return { user, password };
  } catch {
    // The decoding error is reported below, without the password.
  }
  throw new Error("must hold a user and a password that are percent-encoded, without control characters");
}
