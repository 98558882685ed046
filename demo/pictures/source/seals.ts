// Draws the two seals as PNG:  node_modules/.bin/node demo/pictures/source/seals.ts
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";

const source = dirname(fileURLToPath(import.meta.url));
for (const name of ["organic-seal", "pesticide-free-seal"]) {
  await sharp(join(source, `${name}.svg`), { density: 144 })
    .resize(512, 512)
    .png({ palette: true, quality: 95, compressionLevel: 9 })
    .toFile(join(source, "..", `${name}.png`));
}
