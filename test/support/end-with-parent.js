/** Loaded before a program under test: it ends with the test that started it, however that ends. */
process.once("disconnect", () => {
  // Most programs end by themselves, in good order.
  setTimeout(() => process.exit(1), 10_000).unref();
});
// Listening alone must not keep a program from ending.
process.channel?.unref();
