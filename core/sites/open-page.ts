/** An open page, without its title: that may name a person. */
export interface OpenPage {
  readonly tab: number;
  readonly host: string;
  readonly path: string;
}
