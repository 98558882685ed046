/** Each test process ends when the one that started it is gone: with it ends whatever the tests started. */
process.once("disconnect", () => process.exit(1));
