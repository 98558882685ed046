/** A word's translation, or the word itself where there is none: records may use any word. */
export function translate(words: Readonly<Record<string, string>>, word: string): string {
  return Object.hasOwn(words, word) ? (words[word] as string) : word;
}
