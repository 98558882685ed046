/**
 * The test files that take turns in one process: they leave it as they found it, worlds of their own among it, and each would
 * load the whole product anew, which is most of what its time would go into.
 */
export const SHARED = ["test/{api,backup,config,documentation,indexer,proof,recovery,store,web}/**/*.test.{ts,tsx}"];
