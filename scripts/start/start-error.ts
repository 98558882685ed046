/** Startup cannot continue; the message is one clear sentence for the user. */
export class StartError extends Error {
  override readonly name = "StartError";
}
