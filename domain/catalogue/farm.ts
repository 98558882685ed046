/** Where a batch comes from. */
export interface Farm {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly owner: string;
  readonly certifications: readonly string[];
  readonly ownerId: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
