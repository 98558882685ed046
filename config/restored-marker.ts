/**
 * The file below DATA_DIR by which a restore says that it put the folder in place. It is gone once the API has erased again
 * what was erased since the backup, and is in no archive.
 */
export const RESTORED_MARKER = "restored";
