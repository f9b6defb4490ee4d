/** A refusal as the mini-program API writes it: HTTP 200 with a number. */
export class ApiRefusal extends Error {
  constructor(
    readonly errcode: number,
    message: string,
  ) {
    super(message);
  }
}
