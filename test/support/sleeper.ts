/** A program that never ends by itself, and listens to nobody. */
setInterval(() => undefined, 60_000);
