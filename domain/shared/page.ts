/** One page of a list, and how many there are in all. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** Which page: numbered from 1. */
export interface PageRequest {
  readonly page: number;
  readonly limit: number;
  readonly search?: string | undefined;
}
