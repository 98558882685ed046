/** Where copies may be of what was public once, that nobody here can take back: said with every erasure. */
export const OUT_OF_REACH = [
  "Whoever read it may have kept it, and what lies between for five minutes more",
  "What others pinned on IPFS stays there: here it is unpinned and given no more",
  "Backups hold it until they are deleted: what is restored of one is erased again",
] as const;
