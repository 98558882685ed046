/** One number is one account's, whenever and however it was stored. */
import { expect, test } from "vitest";
import { unifyPhones } from "../../../domain/accounts/unify-phones.ts";
import { phones, servicesOf } from "../../support/made.ts";

function started(...stored: string[]) {
  const rows = stored.map((phone, index) => ({ id: index + 1, phone }));
  const services = servicesOf<Parameters<typeof unifyPhones>[0]>({
    phones,
    accounts: {
      phones: async () => rows.map((row) => ({ ...row })),
      async respellPhone(given: { id: number; phone: string }, phone: string) {
        const [row, other] = [rows.find(({ id }) => id === given.id), rows.find((each) => each.phone === phone)];
        if (other) other.phone = given.phone;
        if (row) row.phone = phone;
        return true;
      },
    },
  });
  return { services, spelled: () => rows.map(({ phone }) => phone) };
}

test.each([
  [["13800138000", "+442079460000"], ["+8613800138000", "+442079460000"], []],
  [["13800138000", "+8613800138000"], ["+8613800138000", "13800138000"], [2]],
  [
    ["+8613800138000", "13800138000", "008613800138000"],
    ["+8613800138000", "13800138000", "008613800138000"],
    [2, 3],
  ],
  [["12345", "13800138000"], ["12345", "+8613800138000"], []],
])("%j become %j, where %j share an older account's", async (stored, spelled, others) => {
  const core = started(...stored);
  expect(await unifyPhones(core.services)).toEqual(others);
  expect(core.spelled()).toEqual(spelled);
  // Again, as at each start.
  expect(await unifyPhones(core.services)).toEqual(others);
  expect(core.spelled()).toEqual(spelled);
});
