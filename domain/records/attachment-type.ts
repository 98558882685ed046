/** What attachments are: a word of whoever attached them, of which those for pictures count. */

const PICTURES: ReadonlySet<string> = new Set("image picture photo photograph img 图片 照片 图像 相片".split(" "));

/** Whether a type of attachment says that it is a picture, which pages show. */
export function isPicture(type: string): boolean {
  return PICTURES.has(type.trim().normalize("NFKC").toLowerCase());
}
