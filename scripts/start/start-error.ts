/** Starting cannot go on; the message is one clear sentence for whoever typed the command. */
export class StartError extends Error {
  override readonly name = "StartError";
}
