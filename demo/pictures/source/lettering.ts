// Draws the lettering printed on cartons and crates as masks (white on black):
//   node_modules/.bin/node demo/pictures/source/lettering.ts
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";

const source = dirname(fileURLToPath(import.meta.url));
const fonts = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans-sc/package.json"));
const fontfile = join(fonts, "800ExtraBold", "NotoSansSC_800ExtraBold.ttf");
const texts: Record<string, string> = {
  "lettering-tomato-zh": "寿光番茄",
  "lettering-tomato-en": "SHOUGUANG TOMATO  5 kg",
  "lettering-farm": "GREEN VALLEY FARM",
};

for (const [name, text] of Object.entries(texts)) {
  const markup = `<span foreground="white">${text}</span>`;
  await sharp({ text: { text: markup, font: "Noto Sans SC ExtraBold 64", fontfile, rgba: true, dpi: 96 } })
    .flatten({ background: "#000000" })
    .greyscale()
    .png({ compressionLevel: 9 })
    .toFile(join(source, `${name}.png`));
}
