/** A page of a list: give `next` of one page as the `cursor` of the following one. */
export interface PageRequest {
  /** null or absent: the first page. A cursor that is not one of ours finds what it finds; it is never an error. */
  readonly cursor?: string | null;
  readonly limit: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** null: there is no further page. */
  readonly next: string | null;
}
