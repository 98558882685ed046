/** What keeps a store from its work, by the codes of SQLite and of the operating system. */
import { expect, test } from "vitest";
import { DomainError } from "../../../domain/shared/errors.ts";
import { FAULT_WORDS, type StorageFault, storageError, storageFault } from "../../../domain/shared/storage-fault.ts";

const coded = (code: unknown, cause?: unknown) => Object.assign(new Error("it failed", { cause }), { code });

test.each([
  ["SQLITE_FULL", "full"],
  ["SQLITE_IOERR_SHMSIZE", "full"],
  ["ENOSPC", "full"],
  ["EDQUOT", "full"],
  ["SQLITE_BUSY", "locked"],
  ["SQLITE_BUSY_SNAPSHOT", "locked"],
  ["SQLITE_LOCKED_SHAREDCACHE", "locked"],
  ["SQLITE_READONLY_DBMOVED", "read-only"],
  ["EROFS", "read-only"],
  ["SQLITE_CORRUPT_INDEX", "damaged"],
  ["SQLITE_NOTADB", "damaged"],
  ["DATABASE_GONE", "gone"],
  ["SQLITE_IOERR_READ", "failing"],
  ["SQLITE_CANTOPEN", "failing"],
  ["EMFILE", "failing"],
  ["SQLITE_CONSTRAINT_UNIQUE", undefined],
  ["ENOENT", undefined],
  ["XSQLITE_FULL", undefined],
  [5, undefined],
])("%s is %s", (code, fault) => {
  expect(storageFault(coded(code))).toBe(fault);
  // Also where it is the reason of another.
  expect(storageFault(new Error("outer", { cause: coded("OTHER", coded(code)) }))).toBe(fault);
  if (fault) expect(FAULT_WORDS[fault as StorageFault]).toMatch(/^(cannot|is|was) /);
});

test("what is no error has none, and causes that go round in circles end", () => {
  expect(storageFault("SQLITE_FULL")).toBeUndefined();
  const circular = coded("OTHER");
  circular.cause = circular;
  expect(storageFault(circular)).toBeUndefined();
});

test("a full disk is another answer than a store that is away, and what the core said stays as it is", () => {
  const full = coded("ENOSPC");
  expect(storageError(full)).toMatchObject({ code: "insufficient-storage", cause: full });
  expect(storageError(coded("SQLITE_BUSY"))?.code).toBe("storage-unavailable");
  expect(storageError(new DomainError("internal", "", [], { cause: full }))?.code).toBe("insufficient-storage");
  expect(storageError(new DomainError("conflict", "", [], { cause: full }))).toBeUndefined();
  expect(storageError(new Error("it failed"))).toBeUndefined();
});
