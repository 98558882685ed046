/** PDF as readers see it: its pages as pixels, and the text on them. */
import { createCanvas } from "@napi-rs/canvas";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A page. */
export interface PdfPage {
  /** In points. */
  readonly width: number;
  readonly height: number;
  /** Its pieces of text with where they stand, from the upper left corner. */
  readonly texts: readonly { readonly text: string; readonly x: number; readonly y: number }[];
  /** The pixels of a part of it, RGBA. */
  pixels(part: { x: number; y: number; width: number; height: number }): {
    readonly data: Uint8Array;
    readonly width: number;
    readonly height: number;
  };
  png(): Buffer;
}

/** A PDF's pages, drawn at so many pixels a point. */
export async function openPdf(bytes: Uint8Array, scale = 3): Promise<PdfPage[]> {
  // What is handed over is taken away from its owner: a copy.
  const loading = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const document = await loading.promise;
  const pages: PdfPage[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale });
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    await page.render({ canvas: canvas as never, viewport }).promise;
    const height = viewport.height / scale;
    const { items } = await page.getTextContent();
    pages.push({
      width: viewport.width / scale,
      height,
      texts: items.flatMap((item) =>
        "str" in item && item.str.trim() !== ""
          ? [{ text: item.str, x: Number(item.transform[4]), y: height - Number(item.transform[5]) }]
          : [],
      ),
      pixels(part) {
        const [x, y, width, tall] = [part.x, part.y, part.width, part.height].map((value) => Math.floor(value * scale));
        const image = canvas.getContext("2d").getImageData(x ?? 0, y ?? 0, width ?? 0, tall ?? 0);
        return { data: new Uint8Array(image.data.buffer), width: image.width, height: image.height };
      },
      png: () => canvas.toBuffer("image/png"),
    });
  }
  await loading.destroy();
  return pages;
}
