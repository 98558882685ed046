import { readFile } from "node:fs/promises";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { expect, test } from "vitest";
import { builtInEvaluator } from "../../integrations/evaluator/built-in.ts";
import { labOf } from "../../packages/tomato-evaluator/colour.ts";
import { type ColourClass, gradeOf } from "../../packages/tomato-evaluator/grade.ts";
import { gradePicture } from "../../packages/tomato-evaluator/index.ts";
import { BACKGROUNDS, type Drawing, tomato } from "../integrations/support/tomato-pictures.ts";

const CLASSES: readonly [ColourClass, Drawing["shares"]][] = [
  ["green", { green: 1 }],
  ["breakers", { green: 0.94, tan: 0.06 }],
  ["breakers", { green: 0.93 }],
  ["turning", { green: 0.87 }],
  ["turning", { green: 0.73 }],
  ["turning", { green: 0.5, tan: 0.3, pink: 0.2 }],
  ["pink", { green: 0.67 }],
  ["pink", { green: 0.43, pink: 0.57 }],
  ["light red", { green: 0.37 }],
  ["light red", { green: 0.13 }],
  ["light red", { pink: 0.2 }],
  ["red", { green: 0.04, pink: 0.03 }],
  ["red", {}],
];

/** Leaves are of a green tomato's colour: its dark edge is lost among them, so borders are kept away from. */
const CLEAR_CLASSES: typeof CLASSES = [
  ["green", { green: 1 }],
  ["turning", { green: 0.8 }],
  ["pink", { green: 0.55 }],
  ["light red", { green: 0.25 }],
  ["red", {}],
];

test.each(BACKGROUNDS)("each class is told, also close to its borders, in front of %s", async (background) => {
  for (const [colourClass, shares] of background === "leaves" ? CLEAR_CLASSES : CLASSES) {
    const grade = await gradePicture(await tomato({ shares, background }));
    expect([shares, grade], JSON.stringify(grade)).toMatchObject([shares, { colourClass }]);
    expect((grade as { confidence: number }).confidence).toBeLessThanOrEqual(0.95);
  }
});

test("the share of red is measured within three hundredths, whatever the format, noise, light and size", async () => {
  const cases: [Partial<Drawing>, "png" | "jpeg" | "webp"][] = [
    [{}, "jpeg"],
    [{}, "webp"],
    [{ noise: 25 }, "png"],
    [{ light: 0.55 }, "jpeg"],
    [{ light: 1.2 }, "jpeg"],
    [{ size: [0.25, 0.22] }, "png"],
    [{ size: [0.95, 0.9] }, "png"],
    [{ side: 120 }, "png"],
    [{ side: 1200 }, "jpeg"],
  ];
  for (const [drawing, format] of cases) {
    for (const green of [0.2, 0.55, 0.8]) {
      const grade = await gradePicture(await tomato({ shares: { green }, ...drawing }, format));
      expect(grade, JSON.stringify([drawing, green])).toMatchObject({ red: expect.any(Number) });
      expect(Math.abs((grade as { red: number }).red - (1 - green)), JSON.stringify([drawing, green])).toBeLessThan(
        0.03,
      );
    }
  }
});

test("confidence falls towards a border, and with colours between two classes", () => {
  const at = (green: number, ambiguous = 0) =>
    gradeOf({ shares: { green, tan: 0, pink: 0, red: 1 - green }, ambiguous, quality: 1 });
  expect(at(0.55)).toMatchObject({ colourClass: "pink", confidence: expect.closeTo(1, 2) });
  expect(at(0.401).confidence).toBeLessThan(0.6);
  expect(at(0.5, 0.6).confidence).toBeLessThan(at(0.5).confidence);
  const of = (red: number) =>
    gradeOf({ shares: { green: 1 - red, tan: 0, pink: 0, red }, ambiguous: 0, quality: 1 }).colourClass;
  // A border itself belongs to the lower class: "not more than".
  expect([0, 0.005, 0.02, 0.1, 0.101].map(of)).toEqual(["green", "green", "breakers", "breakers", "turning"]);
  expect([0.3, 0.301, 0.6, 0.601].map(of)).toEqual(["turning", "pink", "pink", "light red"]);
  expect([0.9, 0.901, 1].map(of)).toEqual(["light red", "red", "red"]);
});

test("CIELAB is as published for the primaries", () => {
  for (const [rgb, lab] of [
    [
      [255, 0, 0],
      [53.24, 80.09, 67.2],
    ],
    [
      [0, 255, 0],
      [87.73, -86.18, 83.18],
    ],
    [
      [0, 0, 255],
      [32.3, 79.19, -107.86],
    ],
    [
      [255, 255, 255],
      [100, 0, 0],
    ],
  ] as const) {
    const { lightness, a, b } = labOf(...(rgb as [number, number, number]));
    for (const [index, value] of [lightness, a, b].entries()) expect(value).toBeCloseTo(lab[index] as number, 1);
  }
});

test("rendered photographs: ripe tomatoes are graded ripe, boxes without any are refused", async () => {
  const look = async (name: string) =>
    gradePicture(await readFile(new URL(`../../demo/pictures/tomato-${name}.jpg`, import.meta.url)));
  for (const name of ["product", "processing"]) expect(await look(name), name).toMatchObject({ colourClass: "red" });
  for (const name of ["sampling", "greenhouse"]) {
    expect(["red", "light red"], name).toContain(((await look(name)) as { colourClass: string }).colourClass);
  }
  expect(await look("transport")).toBe("no-tomato");
});

test("what cannot be judged is refused", async () => {
  const plain = (colour: string) =>
    sharp({ create: { width: 300, height: 300, channels: 3, background: colour } })
      .jpeg()
      .toBuffer();
  const leaves = await tomato({ shares: {}, background: "leaves", size: [0.01, 0.01] });
  const wood = await tomato({ shares: {}, background: "wood", size: [0.01, 0.01] });
  const cases: [string, Buffer][] = [
    ["too-small", await tomato({ shares: {}, side: 90 })],
    [
      "too-small",
      await sharp(await tomato({ shares: {} }))
        .resize(5000, 100, { fit: "fill" })
        .png()
        .toBuffer(),
    ],
    [
      "grey",
      await sharp(await tomato({ shares: { green: 0.5 } }))
        .greyscale()
        .jpeg()
        .toBuffer(),
    ],
    ["grey", await plain("#808080")],
    ["dark", await tomato({ shares: {}, light: 0.06, noise: 2 })],
    ["burnt", await plain("#ffffff")],
    ["no-tomato", await plain("#3060c0")],
    ["no-tomato", await plain("#6a9a3a")],
    ["no-tomato", await plain("#c8281c")],
    ["no-tomato", leaves],
    ["no-tomato", wood],
  ];
  for (const [reason, picture] of cases) expect(await gradePicture(picture), reason).toBe(reason);
});

/** A PNG of zeros: small as a file, as large as told when it is decoded. */
function bomb(side: number, rows = side): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const content = deflateSync(Buffer.alloc((side * 3 + 1) * rows));
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", content), chunk("IEND", Buffer.alloc(0))]);
}

test("hostile files are refused, quickly and in little memory", async () => {
  const whole = await tomato({ shares: {}, side: 800 }, "jpeg");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><script>alert(1)</script>
    <image href="file:///etc/passwd"/><circle cx="150" cy="150" r="120" fill="#c8281c"/></svg>`;
  const large = bomb(12_000, 2_000);
  const cases: [string, Uint8Array][] = [
    ["no-image", new Uint8Array()],
    ["no-image", Buffer.from(svg)],
    ["no-image", Buffer.from(`<?xml version="1.0"?>${svg}`)],
    ["no-image", Buffer.from("%PDF-1.7\n")],
    ["broken", Buffer.from("GIF")],
    ["broken", whole.subarray(0, whole.length / 2)],
    ["broken", whole.subarray(0, 40)],
    ["broken", Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(4096, 7)])],
    ["too-large", large],
    ["too-large", bomb(60_000, 1)],
    ["broken", bomb(6_000, 1)],
    ["too-large", Buffer.concat([whole, Buffer.alloc(21 * 1024 * 1024)])],
  ];
  const before = process.memoryUsage().rss;
  for (const [reason, bytes] of cases) {
    const answer = await gradePicture(bytes);
    if (reason === "broken") expect(["broken", "no-image"]).toContain(answer);
    else expect(answer).toBe(reason);
  }
  // A picture within the limits is decoded in strips: 108 million bytes of pixels are never there at once.
  expect(await gradePicture(bomb(6_000))).toBe("dark");
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
});

test("answers have the service's form, in Chinese and English, and a picture is opened when its turn comes", async () => {
  const evaluator = builtInEvaluator();
  const request = { tomatoId: `TOMATO_${"ab".repeat(32)}`, role: "harvest" } as const;
  const bytes = await tomato({ shares: { green: 0.55 } }, "jpeg");
  let open = 0;
  let most = 0;
  const read = async () => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setImmediate(resolve));
    open--;
    return bytes;
  };
  const ask = async (...pictures: { size: number; read: () => Promise<Uint8Array | undefined> }[]) =>
    JSON.parse(
      await evaluator.evaluate(request, async function* () {
        yield* pictures;
      }),
    );
  const answers = await Promise.all([1, 2, 3].map(() => ask({ size: bytes.length, read })));
  expect(most).toBe(1);
  for (const answer of answers) {
    expect(answer).toEqual({ code: "0", data: expect.any(String), message: "success" });
    expect(answer.data).toMatch(/^成熟度：粉红期；可见表面粉红至红色 4[3-7]%，已转色 4[3-7]%；置信度 \d+%。/);
    expect(answer.data).toMatch(/Colour class: pink \(USDA, 7 CFR 51\.1860\); 4[3-7]% .*; confidence \d+%\.$/);
  }
  const none = { code: "1", data: null, message: expect.stringMatching(/没有公开的图片.*no public picture/) };
  expect(await ask()).toEqual(none);
  expect(await ask({ size: 5, read: async () => undefined })).toEqual(none);
  expect(JSON.parse(await evaluator.evaluate(request))).toEqual(none);
  const unread = () => Promise.reject(new Error("must not be read"));
  expect(await ask({ size: 2 ** 30, read: unread })).toMatchObject({ code: "4", data: null });
  await expect(ask({ size: 5, read: unread })).rejects.toThrow(/^the picture cannot be read$/);
  expect(await ask({ size: 5, read: async () => Buffer.from("hello") })).toMatchObject({ code: "2", data: null });

  // A newer picture of something else says nothing; one of fruit that cannot be judged is not passed over.
  const store = await readFile(new URL("../../demo/pictures/tomato-transport.jpg", import.meta.url));
  const cartons = { size: store.length, read: async () => store };
  const fruit = { size: bytes.length, read: async () => bytes };
  expect(await ask(cartons, cartons, fruit)).toMatchObject({ code: "0", data: expect.stringMatching(/粉红期/) });
  expect(await ask(cartons)).toMatchObject({ code: "9", data: null });
  const small = Buffer.from(await tomato({ shares: {}, side: 60 }));
  expect(await ask({ size: small.length, read: async () => small }, fruit)).toMatchObject({ code: "5" });
});
