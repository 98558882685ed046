/**
 * A third demonstration, told by HTTP alone and half of it by wallets: three farms' tomatoes are washed, brought on in a
 * cold chain that fails for an hour, and made into sauce, of which 120 jars go to two shops; then one farm's tomatoes fail
 * an inspection, and all that was made of them is recalled.
 */
import { id } from "ethers";
import type { Firm, Firms } from "./firm.ts";
import type { DemoAccount } from "./journeys.ts";

/** Those who take part; the authority that orders the recall is of the other demonstrations too. */
export const SAUCE_ACCOUNTS = [
  { username: "weifang-farm-1", role: "supplier", name: "潍坊东村农场" },
  { username: "weifang-farm-2", role: "supplier", name: "潍坊西村农场", wallet: 0 },
  { username: "weifang-farm-3", role: "supplier", name: "潍坊南村农场", wallet: 1 },
  { username: "weifang-wash", role: "processor", name: "潍坊清洗分选中心", wallet: 2 },
  { username: "weifang-sauce", role: "processor", name: "潍坊番茄酱厂" },
  { username: "jinan-shop", role: "pharmacy", name: "济南便民店" },
  { username: "qingdao-shop", role: "pharmacy", name: "青岛海滨超市", wallet: 3 },
  { username: "weifang-lab", role: "inspector", name: "潍坊食品检测中心", wallet: 4 },
] as const satisfies readonly DemoAccount[];

/** Also of the other demonstrations. */
const AUTHORITY = "food-authority";

type Username = (typeof SAUCE_ACCOUNTS)[number]["username"] | typeof AUTHORITY;

const FARMS = [
  { by: "weifang-farm-1", code: "WF20260802-1", place: "潍坊东村", quantity: 600 },
  { by: "weifang-farm-2", code: "WF20260802-2", place: "潍坊西村", quantity: 500 },
  { by: "weifang-farm-3", code: "WF20260802-3", place: "潍坊南村", quantity: 400 },
] as const;

/** What the three harvests become, and then that. */
export const WASHED = "WF20260803-W";
const SAUCE = "WF20260804-S";

/** What has to be kept cold on its way. */
const COLD = {
  id: "weifang-washed-tomatoes",
  name: "清洗番茄 Washed tomatoes",
  storageGuide: "2–8 °C",
  limits: [{ type: "temperature", min: 2, max: 8, unit: "°C", minutes: 10 }],
};

/** What two sensors of a lorry read every five minutes of its way; the one at the door for an hour too warm. */
function coldChain(): object {
  const begin = Date.parse("2026-08-03T18:00:00+08:00");
  const readings = Array.from({ length: 49 }, (_, index) => {
    const time = new Date(begin + index * 300_000).toISOString();
    const warm = Math.max(0, 12 - Math.abs(index - 24)) * 0.6;
    const at = (sensor: string, value: number) => ({ time, sensor, type: "temperature", value, unit: "°C" });
    const even = 4 + (index % 5) * 0.2;
    return [at("lorry-7/front", Number(even.toFixed(1))), at("lorry-7/door", Number((even + warm).toFixed(1)))];
  });
  return { title: "冷链运输 Cold chain", location: "潍坊 Weifang", readings: readings.flat() };
}

/** The batch that fails. */
export const FAILED_CODE = FARMS[2].code;

/** A jar that is recalled, at a shop. */
export const RECALLED_CODE = `${SAUCE}~001`;

/** How many jars there are, how many each shop gets, and how many of them one sold before the recall. */
const JARS = 120;
const JARS_A_SHOP = 40;
const SOLD = 3;

/** The recall that is told of. */
const RECALL = {
  class: 1,
  scope: "descendants",
  reason: "南村农场的番茄检出农药残留超标 (pesticide residue above the limit)",
  instruction: "立即下架、封存，不得销售或食用 (take off the shelf and keep apart)",
  contact: "食品监管局 0536-0000000",
} as const;

/** Tell it by these firms; `onStep` is called with a line for people before each part. */
export async function loadSauce(firms: Firms, onStep: (text: string) => void): Promise<void> {
  const write = (by: Username, path: string, body: unknown, key: string) =>
    (firms.get(by) as Firm).write(path, body, `sauce:${key}`);
  const tell = (by: Username, code: string, event: object, key: string) =>
    write(by, `/v1/traces/${traceIdOf(code)}/events`, event, `${code}:${key}`);
  const handOn = async (from: Username, to: Username, code: string, note: string) => {
    await write(from, `/v1/traces/${traceIdOf(code)}/offers`, { to, note }, `${code}:offer:${to}`);
    await write(to, `/v1/traces/${traceIdOf(code)}/offers/accept`, {}, `${code}:accept:${to}`);
  };

  onStep("Harvesting on three farms, and bringing it to be washed");
  const harvestOn = async ({ by, code, place, quantity }: (typeof FARMS)[number]) => {
    const batch = {
      batchCode: code,
      name: "番茄 Tomatoes",
      quantity,
      unit: "kg",
      harvestDate: "2026-08-02T06:00:00+08:00",
    };
    await write(by, "/v1/traces", batch, code);
    const harvest = { type: "harvest", title: "采收 Harvested", date: "2026-08-02T09:00:00+08:00", location: place };
    await tell(by, code, harvest, "harvest");
    await handOn(by, "weifang-wash", code, "送往清洗分选 (to be washed and sorted)");
  };
  await Promise.all(FARMS.map(harvestOn));

  onStep("Washing, bringing it in a cold chain that fails for an hour, and cooking sauce of it");
  await write("weifang-wash", "/v1/products", COLD, "product");
  await write(
    "weifang-wash",
    "/v1/transformations",
    {
      inputs: FARMS.map(({ code, quantity }) => ({ traceId: traceIdOf(code), quantity: quantity - 10 })),
      outputs: [{ batchCode: WASHED, productId: COLD.id, name: COLD.name, quantity: 1400, unit: "kg" }],
      title: "清洗分选 Washed and sorted",
      location: "潍坊清洗分选中心",
    },
    "wash",
  );
  await write("weifang-wash", `/v1/traces/${traceIdOf(WASHED)}/readings`, coldChain(), "cold-chain");
  await handOn("weifang-wash", "weifang-sauce", WASHED, "供生产番茄酱 (for sauce)");
  await write(
    "weifang-sauce",
    "/v1/transformations",
    {
      inputs: [{ traceId: traceIdOf(WASHED), quantity: 300 }],
      outputs: [{ batchCode: SAUCE, name: "番茄酱 Tomato sauce", quantity: JARS, unit: "jar" }],
      title: "熬制灌装 Cooked and filled",
      location: "潍坊番茄酱厂",
      details: { recipe: "番茄 100%", jar: "250 g" },
    },
    "cook",
  );

  onStep(`Dividing it into ${JARS} jars, and handing ${JARS_A_SHOP} to each of two shops`);
  const names = Array.from({ length: JARS }, (_, index) => String(index + 1).padStart(3, "0"));
  const parts = names.map((name) => ({ quantity: 1, batchCode: name, name: `番茄酱 Tomato sauce, ${name}` }));
  await write("weifang-sauce", `/v1/traces/${traceIdOf(SAUCE)}/split`, { parts }, "fill");
  const jarAt = (index: number) => traceIdOf(`${SAUCE}~${names[index]}`);
  const deliver = async (shop: Username, index: number) => {
    const traceIds = names.slice(0, JARS_A_SHOP).map((_, jar) => jarAt(index * JARS_A_SHOP + jar));
    const given = await write("weifang-sauce", "/v1/handovers", { traceIds, to: shop }, `deliver:${shop}`);
    await write(shop, `/v1/handovers/${given.id}/accept`, {}, `receive:${shop}`);
  };
  await Promise.all((["jinan-shop", "qingdao-shop"] as const).map(deliver));
  const sell = (jar: number) => {
    const sale = { quantity: 1, reason: "sold" };
    return write("qingdao-shop", `/v1/traces/${jarAt(JARS_A_SHOP + jar)}/consumption`, sale, `sell:${jar}`);
  };
  await Promise.all(Array.from({ length: SOLD }, (_, jar) => sell(jar)));

  onStep("Failing one farm's tomatoes, and recalling all that was made of them");
  const inspection = {
    type: "inspection",
    title: "农药残留检测 Pesticide residue",
    date: "2026-08-06T15:00:00+08:00",
    description: "氯氰菊酯 0.9 mg/kg，限量 0.5 mg/kg (cypermethrin, the limit is 0.5 mg/kg)",
    status: "failed",
  };
  await tell("weifang-lab", FAILED_CODE, inspection, "inspection");
  const recall = await write(AUTHORITY, `/v1/traces/${traceIdOf(FAILED_CODE)}/recall`, RECALL, "recall");
  const found = [
    { by: "jinan-shop", jar: 0, quarantined: 1, note: "已下架封存 (off the shelf)" },
    { by: "qingdao-shop", jar: JARS_A_SHOP + SOLD, quarantined: 1, note: "已下架封存 (off the shelf)" },
  ] as const;
  for (const { by, jar, quarantined, note } of found) {
    const word = { traceId: jarAt(jar), found: quarantined, quarantined, note };
    await write(by, `/v1/recalls/${recall.id}/acknowledgements`, word, `word:${by}`);
  }
}

/** The id of a batch here: `trace-` and half of what the contract calls it. */
function traceIdOf(code: string): string {
  return `trace-${id(code).slice(2, 34)}`;
}
