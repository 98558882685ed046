/** The format of a file of readings (domain/readings/reading.ts); by itself, for pages that draw such files. */
export const READINGS_FORMAT = "suyuan-readings/1";
